import { eventually } from '../../helpers/process.ts';
import { freePort } from '../free-port.ts';
import { isInstalled, openPeer } from '../peer.ts';
import { RULES, stockOf, type Entry } from './contestant.ts';
import { openLine } from './line.ts';
import { openStub } from './stub.ts';

const PROGRAM = 'syslog-ng';

/** A path for each rule, as its users write them. */
const config = (port: number, to: number): string => {
  const paths = Array.from(
    { length: RULES },
    (_, n) =>
      `log { source(frames); filter { match("stock=${stockOf(n)}" value("MESSAGE") type(string) flags(substring)); }; destination(chat); };`,
  );
  return `@version: 3.35
options { stats-freq(0); };
source frames { network(ip("127.0.0.1") port(${port}) transport(tcp) flags(no-parse)); };
destination chat {
  http(url("http://127.0.0.1:${to}/sendMessage") method("POST")
    headers("Content-Type: application/json") body('{"chat_id":1,"text":"$MSG"}'));
};
${paths.join('\n')}
`;
};

/** Lines over TCP in place of frames: it has no websocket. */
export const syslogNg: Entry = {
  name: 'syslog-ng',
  what: `line over TCP to request, ${RULES} paths with a filter each, nothing on disk`,
  async open() {
    if (!isInstalled(PROGRAM)) {
      return { absent: 'not installed (apt-get install syslog-ng-core syslog-ng-mod-http)' };
    }
    const stub = await openStub({ isAlert: () => true, answer: () => ({ ok: true }) });
    const port = await freePort();
    const peer = await openPeer({ 'syslog-ng.conf': config(port, stub.port) });
    const files = ['conf', 'persist', 'pid', 'ctl'].map(
      (name) => `${peer.folder}/syslog-ng.${name}`,
    );
    const [conf = '', persist = '', pid = '', ctl = ''] = files;
    const paths = ['-f', conf, '-R', persist, '-p', pid, '-c', ctl];
    peer.start(PROGRAM, ['--foreground', '--no-caps', ...paths]);
    const line = await eventually('syslog-ng listens', () => openLine(port).catch(() => undefined));
    return {
      fire: (n) => line.send(`stock=${stockOf(n)} 삼성전자 상승 정적VI 1회 +10.20%\n`),
      next: () => stub.next(),
      async close() {
        line.close();
        await peer.close();
        await stub.close();
      },
    };
  },
};
