import * as z from 'zod';
import { readFault } from '../../channel/slack/read-answer.ts';
import { slackClient } from '../../channel/slack/slack-client.ts';
import { slackFetch } from '../../channel/slack/slack-fetch.ts';
import type { Answer } from '../../channel/channel.ts';

type Refused = Exclude<Answer, { is: 'accepted' }>;

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  /** Whether the bot is in it. */
  readonly member: boolean;
}

export interface SlackApp {
  /** The workspace's name. */
  whoIs(): Promise<{ readonly team: string } | Refused>;
  /** Whether the second token opens connections; `undefined`: it does. */
  checkAppToken(appToken: string): Promise<Refused | undefined>;
  /** Those the bot is in first; empty where it may not ask. */
  channels(): Promise<readonly SlackChannel[]>;
  close(): Promise<void>;
}

const PAGE = 200;
/** Nobody picks from more than these. */
const MOST_PAGES = 5;

const WHO = z.object({ team: z.string().optional(), team_id: z.string().optional() });
const LISTED = z.object({
  channels: z.array(
    z.object({ id: z.string(), name: z.string(), is_member: z.boolean().default(false) }),
  ),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});

/** What the client threw; it never throws what was accepted. */
function refusalIn(fault: unknown): Refused {
  const answer = readFault(fault, undefined);
  return answer.is === 'accepted' ? { is: 'refused', reason: 'unknown' } : answer;
}

async function refusal(call: Promise<unknown>): Promise<Refused | undefined> {
  try {
    await call;
    return undefined;
  } catch (fault) {
    return refusalIn(fault);
  }
}

type Client = ReturnType<typeof slackClient>;

async function listAll(client: Client): Promise<readonly SlackChannel[]> {
  const found: SlackChannel[] = [];
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const listed = LISTED.parse(
      await client.conversations.list({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: PAGE,
        ...(cursor === '' ? {} : { cursor }),
      }),
    );
    found.push(...listed.channels.map(({ id, name, is_member: member }) => ({ id, name, member })));
    cursor = listed.response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return found.toSorted((a, b) => Number(b.member) - Number(a.member));
}

/** A Slack app by its bot token, before it is in any file. */
export function slackApp(botToken: string, apiUrl: string): SlackApp {
  const network = slackFetch();
  const client = slackClient(botToken, apiUrl, network);
  return {
    async whoIs() {
      try {
        const { data } = WHO.safeParse(await client.auth.test());
        return { team: data?.team ?? data?.team_id ?? '' };
      } catch (fault) {
        return refusalIn(fault);
      }
    },
    checkAppToken: (appToken) =>
      refusal(slackClient(appToken, apiUrl, network).apps.connections.open()),
    channels: () => listAll(client).catch(() => []),
    close: () => network.close(),
  };
}
