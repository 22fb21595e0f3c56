import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Cancel, Clock } from '../../platform/clock.ts';
import { DAY_MS } from '../../vi/kst.ts';
import { createFaults, type Faults } from './faults.ts';
import { createPlayed } from './played.ts';
import { playProgramme, type Programme } from './programme.ts';
import { answerRest, type RestRequest } from './rest-routes.ts';
import { restListener } from './rest-side.ts';
import { stockRows, type Row } from './rows.ts';
import { openSocketSide, WEBSOCKET_PATH, type SocketSide } from './socket-side.ts';
import { createTokenDesk, type TokenDeskOptions } from './token-desk.ts';

/** How the simulated broker differs from the true one. */
export interface SimulatorOptions {
  readonly clock: Clock;
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** What is played from the first registration on; nothing unless told. */
  readonly programme?: Programme;
  /** Rows a page; 100, as the broker has it, unless told. */
  readonly pageSize?: number;
  /** ms; a day unless told. */
  readonly tokenLife?: number;
  /** Any pair of keys is served unless told. */
  readonly keys?: TokenDeskOptions['keys'];
}

/** A broker of our own on 127.0.0.1, with Kiwoom's protocol and quirks, and faults at will. */
export interface Simulator
  extends Pick<Faults, 'answerNext' | 'swallow' | 'refuse'>, Omit<SocketSide, 'tell'> {
  readonly restUrl: string;
  readonly wsUrl: string;
  /** REST requests, the latest 1,000. */
  readonly requests: readonly RestRequest[];
  /** Websocket messages of all clients, the latest 1,000. */
  readonly heard: readonly string[];
  /** ka10054 tells this row too, as the newest; nobody hears of it otherwise. */
  addHistory(row: Row): void;
  /** No token that was issued is valid any more. */
  expireTokens(): void;
  close(): Promise<void>;
}

const PAGE_SIZE = 100;
const MOST_NOTED = 1_000;
const HOST = '127.0.0.1';

/** A note of the latest things only: a demonstration may run for days. */
function notingIn<Thing>(notes: Thing[]): (thing: Thing) => void {
  return (thing) => {
    notes.push(thing);
    if (notes.length > MOST_NOTED) notes.shift();
  };
}

/** Gives the port. Rejects when it is taken. */
async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, HOST);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function createBroker({ clock, programme, pageSize, tokenLife, keys }: SimulatorOptions) {
  const requests: RestRequest[] = [];
  const heard: string[] = [];
  const note = notingIn(requests);
  const faults = createFaults();
  const played = createPlayed(clock);
  const desk = createTokenDesk({ clock, tokenLife: tokenLife ?? DAY_MS, keys });
  const market = {
    desk,
    pageSize: pageSize ?? PAGE_SIZE,
    stocks: stockRows,
    history: played.rows,
    minutes: played.minutes,
  };
  const server = createServer(
    restListener((request) => {
      note(request);
      return faults.takeReply() ?? answerRest(market, request);
    }),
  );
  let playing: Cancel | undefined;
  const registered = (): void => {
    playing ??= playProgramme(programme ?? { is: 'nothing' }, clock, {
      frame: (frame) => sockets.tell(frame),
      vi: (vi, stamps) => played.note(vi, stamps),
    });
  };
  const sockets = openSocketSide(server, {
    clock,
    desk,
    registered,
    fault: (request) => faults.take(request),
    heard: notingIn(heard),
  });
  return { requests, heard, faults, desk, played, server, sockets, stop: () => playing?.() };
}

/** Starts it. Rejects when the port is taken. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { requests, heard, faults, desk, played, server, sockets, stop } = createBroker(options);
  const port = await listen(server, options.port ?? 0);
  return {
    ...sockets,
    ...faults,
    restUrl: `http://${HOST}:${port}`,
    wsUrl: `ws://${HOST}:${port}${WEBSOCKET_PATH}`,
    requests,
    heard,
    addHistory: played.add,
    expireTokens: desk.expireAll,
    async close() {
      stop();
      sockets.cut();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
