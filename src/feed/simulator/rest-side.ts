import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RestReply, RestRequest } from './rest-routes.ts';

type Answerer = (request: RestRequest) => RestReply;

const headersOf = (incoming: IncomingMessage): RestRequest['headers'] =>
  Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
  );

async function serve(answer: Answerer, incoming: IncomingMessage, outgoing: ServerResponse) {
  const { status, headers, body } = answer({
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: headersOf(incoming),
    body: await text(incoming),
  });
  const type = { 'content-type': 'application/json;charset=UTF-8' };
  outgoing.writeHead(status, { ...type, ...headers }).end(body);
}

/** Serves REST requests by a function from request to reply. */
export const restListener =
  (answer: Answerer): RequestListener =>
  (incoming, outgoing) => {
    // It fails only when the client went away while it was asking.
    serve(answer, incoming, outgoing).catch(() => outgoing.destroy());
  };
