import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { webApp, type WebAppOptions } from './web-app.ts';
import type { WebState } from './web-state.ts';

/** How the attempt to listen ended; without the page the bot works all the same. */
export type Served =
  | { readonly is: 'listening'; readonly port: number; close(): Promise<void> }
  | { readonly is: 'unavailable'; readonly reason: string };

export interface WebOptions extends WebAppOptions {
  /** 0 takes any free one. */
  readonly port: number;
}

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Serves the pages on `web.listen`. A port that cannot be had is a value, not a fault. */
export function serveWeb(state: WebState, options: WebOptions): Promise<Served> {
  const { fetch } = webApp(state, options);
  const answer = getRequestListener(fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => {
    answer(request, response).catch(options.fault);
  });
  return new Promise((resolve) => {
    server.once('error', (error) => resolve({ is: 'unavailable', reason: error.message }));
    server.listen(options.port, options.host, () => {
      server.on('error', options.fault);
      resolve({ is: 'listening', port: portOf(server), close: () => closeServer(server) });
    });
  });
}
