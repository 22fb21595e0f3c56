import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  type WebAPICallResult,
} from '@slack/web-api';
import * as z from 'zod';
import type { Answer } from '../channel.ts';
import { isNotConnected } from '../not-connected.ts';
import { redact } from '../redact.ts';
import { UNTOLD_WAIT_S } from './retry-after.ts';

const TEXTUAL_CODE = /^[a-z][a-z_]*$/;

const POSTED = z.object({ ts: z.string().min(1) });
const PLATFORM = z.object({
  error: z.string(),
  needed: z.string().optional(),
  response_metadata: z
    .object({ retryAfter: z.number().positive().optional().catch(undefined) })
    .optional(),
});

/** Codes of `gone` where the message is still there, too old to be changed. */
const STAYS: ReadonlySet<string> = new Set(['cant_update_message', 'edit_window_closed']);

/** Slack's error codes by what they are about (chat-apis.md, Slack). */
const MEANING: Readonly<
  Record<string, 'bad-message' | 'destination-down' | 'token-down' | 'gone' | 'ambiguous'>
> = {
  msg_too_long: 'bad-message',
  msg_blocks_too_long: 'bad-message',
  invalid_blocks: 'bad-message',
  invalid_blocks_format: 'bad-message',
  no_text: 'bad-message',
  too_many_attachments: 'bad-message',
  invalid_arguments: 'bad-message',
  channel_not_found: 'destination-down',
  not_in_channel: 'destination-down',
  is_archived: 'destination-down',
  is_inactive: 'destination-down',
  restricted_action: 'destination-down',
  restricted_action_read_only_channel: 'destination-down',
  restricted_action_thread_only_channel: 'destination-down',
  messages_tab_disabled: 'destination-down',
  invalid_auth: 'token-down',
  not_authed: 'token-down',
  token_revoked: 'token-down',
  token_expired: 'token-down',
  account_inactive: 'token-down',
  org_login_required: 'token-down',
  team_access_not_granted: 'token-down',
  missing_scope: 'token-down',
  no_permission: 'token-down',
  not_allowed_token_type: 'token-down',
  ekm_access_denied: 'token-down',
  enterprise_is_restricted: 'token-down',
  message_not_found: 'gone',
  thread_not_found: 'gone',
  internal_error: 'ambiguous',
  fatal_error: 'ambiguous',
  request_timeout: 'ambiguous',
  service_unavailable: 'ambiguous',
};

function readRefusal(data: unknown, scope: string | undefined): Answer {
  const refusal = PLATFORM.safeParse(data).data;
  // What is no JSON with a code in it comes as `error` too, whole pages included.
  if (refusal === undefined || !TEXTUAL_CODE.test(refusal.error)) {
    return { is: 'ambiguous', reason: "an answer that is not Slack's" };
  }
  const { error, needed, response_metadata: more } = refusal;
  if (error === 'ratelimited' || error === 'rate_limited') {
    return { is: 'wait', ms: (more?.retryAfter ?? UNTOLD_WAIT_S) * 1000, scope };
  }
  const reason = needed === undefined ? error : `${error}: ${needed}`;
  if (STAYS.has(error)) return { is: 'gone', reason, stays: true };
  const meaning = Object.hasOwn(MEANING, error) ? MEANING[error] : undefined;
  return { is: meaning ?? 'refused', reason };
}

/** The class of what Slack's client threw; `scope`: what a 429 is about. */
export function readFault(fault: unknown, scope: string | undefined): Answer {
  if (fault instanceof WebAPIRateLimitedError) {
    return { is: 'wait', ms: fault.retryAfter * 1000, scope };
  }
  if (fault instanceof WebAPIPlatformError) return readRefusal(fault.data, scope);
  if (fault instanceof WebAPIHTTPError && fault.statusCode < 500) {
    return readRefusal(fault.body, scope);
  }
  const reason = redact(fault instanceof Error ? fault.message : String(fault), []);
  return { is: isNotConnected(fault) ? 'not-sent' : 'ambiguous', reason };
}

/** The class of an `ok` answer to a post or an edit: without a `ts` it proves nothing. */
export function readPosted(result: WebAPICallResult): Answer {
  const ts = POSTED.safeParse(result).data?.ts;
  return ts === undefined
    ? { is: 'ambiguous', reason: 'an answer without a message id' }
    : { is: 'accepted', id: ts };
}
