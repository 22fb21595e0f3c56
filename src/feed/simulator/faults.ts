import type { RestReply } from './rest-routes.ts';

/** What a client may send over the websocket. */
export type Request = 'LOGIN' | 'REG' | 'PING';

/** The broker's no: its code and its text. */
export interface Refusal {
  readonly code: number;
  readonly text: string;
}

/** What goes wrong with a message: it is not heard, or refused. */
export type Fault = 'swallow' | Refusal;

/** What is to go wrong, as told by a test: each is used up by one request. */
export function createFaults() {
  const replies: RestReply[] = [];
  const planned: { readonly request: Request; readonly how: Fault }[] = [];
  return {
    /** In place of the true answer to the next REST request. */
    answerNext: (reply: RestReply): void => void replies.push(reply),
    /** The next such message is not heard. */
    swallow: (request: Request): void => void planned.push({ request, how: 'swallow' }),
    /** The next such message is refused. */
    refuse: (request: Request, how: Refusal): void => void planned.push({ request, how }),
    takeReply: (): RestReply | undefined => replies.shift(),
    take(request: Request): Fault | undefined {
      const index = planned.findIndex((fault) => fault.request === request);
      return index < 0 ? undefined : planned.splice(index, 1)[0]?.how;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;
