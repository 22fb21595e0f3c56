import * as z from 'zod';

/** A websocket message as far as the session must understand it. */
export type Message =
  | { readonly is: 'ping' }
  | {
      readonly is: 'answer';
      readonly to: 'LOGIN' | 'REG';
      readonly ok: boolean;
      /** Code and text of the broker, for people and for `codeIn`. */
      readonly told: string;
    }
  /** `code`: `R10001` and the like, wherever it stands; two shapes are known (kiwoom.md 2). */
  | { readonly is: 'system'; readonly code: string | undefined; readonly told: string }
  /** Everything else may hold events, or is for `decode` to count. */
  | { readonly is: 'events' };

/** Market data is by far the most frequent and must not be parsed twice. */
const REAL = /"trnm"\s*:\s*"REAL"/;

const text = z.union([z.string(), z.number()]).transform(String);
const envelopeSchema = z.looseObject({
  trnm: z.string(),
  code: text.optional(),
  message: text.optional(),
  return_code: text.optional(),
  return_msg: text.optional(),
});
type Envelope = z.infer<typeof envelopeSchema>;

function parseEnvelope(frame: string): Envelope | undefined {
  try {
    return envelopeSchema.safeParse(JSON.parse(frame)).data;
  } catch {
    return undefined;
  }
}

const toldBy = (envelope: Envelope): string =>
  [envelope.code ?? envelope.return_code, envelope.return_msg ?? envelope.message]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');

/** The `return_code` is a number on the wire though documented as text (kiwoom.md 2). */
const isOk = (envelope: Envelope): boolean => envelope.return_code === '0';

/** What a text from the broker is. Never throws: what is not understood may hold events. */
export function readMessage(frame: string): Message {
  if (REAL.test(frame)) return { is: 'events' };
  const envelope = parseEnvelope(frame);
  switch (envelope?.trnm) {
    case 'PING':
      return { is: 'ping' };
    case 'LOGIN':
    case 'REG':
      return { is: 'answer', to: envelope.trnm, ok: isOk(envelope), told: toldBy(envelope) };
    case 'SYSTEM':
      return { is: 'system', code: /\bR\d{5}\b/.exec(frame)?.[0], told: toldBy(envelope) };
    default:
      return { is: 'events' };
  }
}
