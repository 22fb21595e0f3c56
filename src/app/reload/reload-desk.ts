import * as z from 'zod';
import type { KeptRows } from '../../store/store.ts';

const REQUEST = 'reload-request';
const ANSWER = 'reload-answer';

const requestSchema = z.object({ id: z.string(), force: z.boolean(), tell: z.boolean() });
const answerSchema = z.object({ id: z.string(), ok: z.boolean(), lines: z.array(z.string()) });

/** Somebody asks the running bot, through the store, to read its configuration again. */
export interface ReloadRequest extends z.infer<typeof requestSchema> {
  /** Whether less than half of the rules will do. */
  readonly force: boolean;
  /** Whether the operator hears of it even when nothing has changed. */
  readonly tell: boolean;
}

/** What came of the request with this id. */
export type ReloadAnswer = z.infer<typeof answerSchema>;

export const putRequest = (rows: KeptRows, request: ReloadRequest): Promise<void> =>
  rows.keep(REQUEST, JSON.stringify(request));

export async function lastRequest(rows: KeptRows): Promise<ReloadRequest | undefined> {
  const kept = await rows.kept(REQUEST);
  return kept === undefined ? undefined : requestSchema.parse(JSON.parse(kept));
}

export const putAnswer = (rows: KeptRows, answer: ReloadAnswer): Promise<void> =>
  rows.keep(ANSWER, JSON.stringify(answer));

/** `undefined`: it is not answered yet. */
export async function answerTo(rows: KeptRows, id: string): Promise<ReloadAnswer | undefined> {
  const kept = await rows.kept(ANSWER);
  const answer = kept === undefined ? undefined : answerSchema.parse(JSON.parse(kept));
  return answer?.id === id ? answer : undefined;
}
