import { firesNow, frameOf } from '../../helpers/process.ts';
import { freePort } from '../free-port.ts';
import { nodeRed, nodeRedFiles } from '../node-red.ts';
import { openPeer } from '../peer.ts';
import { RULES, stockOf, type Entry } from './contestant.ts';
import { openFrameSource } from './line.ts';
import { openStub } from './stub.ts';

/** As many rules as Vigil has, looked through one after the other; made once. */
const INITIALIZE = `context.set('rules', Array.from({ length: ${RULES} }, (_, n) => ({
  stock: String(100000 + n), direction: '1', deviation: 1 + n % 9 })));`;

const FUNCTION = `const { values } = JSON.parse(msg.payload).data[0];
const hit = context.get('rules').find((rule) => rule.stock === values['9001'] &&
  rule.direction === values['9069'] && Math.abs(Number(values['1238'])) >= rule.deviation);
if (!hit) return null;
msg.headers = { 'content-type': 'application/json' };
msg.payload = { chat_id: 1, parse_mode: 'HTML',
  text: '▲ ' + values['302'] + ' ' + values['1223'] + ' ' + values['1238'] };
return msg;`;

const flow = (source: string, port: number): readonly object[] => [
  { id: 'socket', type: 'websocket-client', path: source, wholemsg: 'false', hb: '0' },
  { id: 'in', type: 'websocket in', z: 'tab', client: 'socket', server: '', wires: [['rules']] },
  {
    id: 'rules',
    type: 'function',
    z: 'tab',
    func: FUNCTION,
    initialize: INITIALIZE,
    outputs: 1,
    wires: [['tell']],
  },
  {
    id: 'tell',
    type: 'http request',
    z: 'tab',
    method: 'POST',
    ret: 'obj',
    persist: true,
    url: `http://127.0.0.1:${port}/sendMessage`,
    wires: [[]],
  },
];

/** A flow of three nodes, without anything kept on disk. */
export const nodeRedEntry: Entry = {
  name: 'Node-RED',
  what: `frame to request, ${RULES} rules in a function node, nothing on disk`,
  async open() {
    const program = nodeRed();
    if (program === undefined) return { absent: 'npm could not install it' };
    const stub = await openStub({ isAlert: () => true, answer: () => ({ ok: true }) });
    const source = await openFrameSource();
    const peer = await openPeer(nodeRedFiles(flow(source.url, stub.port)));
    const port = String(await freePort());
    peer.start(process.execPath, [program, '--userDir', peer.folder, '--port', port]);
    await source.joined;
    return {
      fire: (n) => source.send(frameOf(firesNow(stockOf(n), '삼성전자'))),
      next: () => stub.next(),
      async close() {
        await peer.close();
        await source.close();
        await stub.close();
      },
    };
  },
};
