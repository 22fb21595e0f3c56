import { WebClient } from '@slack/web-api';
import { quietLogger } from './quiet-logger.ts';
import type { SlackFetch } from './slack-fetch.ts';

const TIMEOUT_MS = 10_000;

/** One try, one deadline, no queue of its own: our scheduler decides (chat-apis.md). */
export const clientOptions = (slackApiUrl: string, { fetch }: SlackFetch) => ({
  slackApiUrl,
  fetch,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: TIMEOUT_MS,
});

/** Slack's client for the bot's token. */
export const slackClient = (
  botToken: string,
  slackApiUrl: string,
  network: SlackFetch,
): WebClient =>
  new WebClient(botToken, { ...clientOptions(slackApiUrl, network), logger: quietLogger });
