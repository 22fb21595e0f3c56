import { z } from 'zod';
import { redact } from '../redact.ts';
import type { Posted } from './post-json.ts';

/** How a call to the Bot API ended. Reasons hold no token. */
export type Reply =
  | { readonly is: 'ok'; readonly result: unknown }
  /** The API said no: `{"ok":false}`, or a status from 500 on. */
  | {
      readonly is: 'refused';
      readonly code: number | undefined;
      readonly description: string;
      /** Seconds. */
      readonly retryAfter: number | undefined;
      readonly migrateTo: string | undefined;
    }
  | { readonly is: 'not-sent'; readonly reason: string }
  /** No readable answer. */
  | { readonly is: 'no-answer'; readonly reason: string };

const REFUSED = z.object({
  error_code: z.number().optional(),
  description: z.string().default(''),
  parameters: z
    .object({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
    .default({}),
});
const ANSWER = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  REFUSED.extend({ ok: z.literal(false) }),
]);

/** What of the API's words a refusal keeps. */
export function refusal(told: z.infer<typeof REFUSED>, token: string): Reply {
  const { retry_after: retryAfter, migrate_to_chat_id: migrateTo } = told.parameters;
  return {
    is: 'refused',
    code: told.error_code,
    description: redact(told.description, [token]),
    retryAfter,
    migrateTo: migrateTo === undefined ? undefined : String(migrateTo),
  };
}

function parsed(body: string): z.infer<typeof ANSWER> | undefined {
  try {
    return ANSWER.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** Reads an answer of the Bot API. A redirect is none: whoever gave it has not looked at the call. */
export function readPosted({ status, statusText, body }: Posted, token: string): Reply {
  if (status >= 500) {
    return refusal({ error_code: status, description: statusText, parameters: {} }, token);
  }
  if (status >= 300 && status < 400) return { is: 'not-sent', reason: `a redirect: ${status}` };
  const answer = parsed(body);
  if (answer === undefined) return { is: 'no-answer', reason: 'an answer that is no JSON' };
  return answer.ok ? { is: 'ok', result: answer.result } : refusal(answer, token);
}
