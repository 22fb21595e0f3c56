import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { firesNow, frameOf } from '../../helpers/process.ts';
import { stockOf, type Entry } from './contestant.ts';
import { openFrameSource } from './line.ts';
import { openStub } from './stub.ts';

const PROGRAM = new URL('bare-program.ts', import.meta.url).pathname;

/** What both platforms' clients are content with. */
const ACCEPTED = { ok: true, result: { message_id: 1 }, ts: '1.1', channel: 'C1' };

/** When the call was made, which the program wrote at the front of the text. */
function calledAt(body: string): bigint {
  const [, at] = /text(?:":"|=)(\d+)/.exec(body) ?? [];
  return BigInt(at ?? 0);
}

const entry = (kind: 'raw' | 'telegraf' | 'web-api', name: string, what: string): Entry => ({
  name,
  what,
  async open() {
    const stub = await openStub({ isAlert: () => true, answer: () => ACCEPTED });
    const source = await openFrameSource();
    const args = [PROGRAM, kind, source.url, String(stub.port)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    await source.joined;
    return {
      fire: (n) => source.send(frameOf(firesNow(stockOf(n), '삼성전자'))),
      next: () => stub.next(),
      ...(kind === 'raw' ? {} : { began: ({ body }) => calledAt(body) }),
      async close() {
        child.kill('SIGKILL');
        await once(child, 'close');
        await source.close();
        await stub.close();
      },
    };
  },
});

/** The floor: sockets that are there already, and no work between them. */
export const raw = entry('raw', 'raw sockets', 'frame to a request made beforehand');

/** What the platforms' clients cost alone, from the call to the first byte. */
export const telegraf = entry('telegraf', 'telegraf alone', 'callApi to first byte');
export const webApi = entry('web-api', '@slack/web-api alone', 'apiCall to first byte');
