import { runProgram } from './cli/program.ts';
import { environmentOf, variablesOf } from './cli/desk/environment.ts';
import type { Io } from './cli/io.ts';
import { systemClock } from './platform/clock.ts';
import { createLog, faultText } from './platform/log.ts';
import { secretsIn } from './settings/environment.ts';

/** npm, the launcher and the terminal may each pass on one and the same signal. */
const SAME_SIGNAL_MS = 250;

const { env, stdout, stderr } = process;
/** `.env` too may say where the configuration lies and how logs look. */
const { VIGIL_CONFIG, LOG_FORMAT: asked } = variablesOf({ env });
const logFormat = asked === 'json' || (asked !== 'pretty' && !stderr.isTTY) ? 'json' : 'pretty';
const log = (line: string): void => void stderr.write(line);

/** A signal counts once, however many times it arrives at the same moment. */
function onSignal(heard: (signal: 'stop' | 'reload') => void): void {
  const listen = (signal: 'stop' | 'reload', names: readonly NodeJS.Signals[]): void => {
    let last = -Infinity;
    const once = (): void => {
      const now = systemClock.elapsed();
      if (now - last <= SAME_SIGNAL_MS) return;
      last = now;
      heard(signal);
    };
    for (const name of names) process.on(name, once);
  };
  listen('stop', ['SIGTERM', 'SIGINT']);
  listen('reload', ['SIGHUP']);
}

const io: Io = {
  env: { ...env, VIGIL_CONFIG },
  clock: systemClock,
  random: Math.random,
  out: (text) => void stdout.write(text),
  tell: (text) => void (logFormat === 'json' ? stdout : stderr).write(`${text}\n`),
  log,
  logFormat,
  colour: stdout.isTTY && env['NO_COLOR'] === undefined,
  interactive: process.stdin.isTTY,
  exit: (code) => void (process.exitCode = code),
  quit: (code) => process.exit(code),
  onSignal,
};

function crash(fault: unknown): void {
  const stack = fault instanceof Error ? fault.stack : undefined;
  const { environment } = environmentOf(io);
  const secrets = secretsIn(environment);
  createLog({ level: 'error', format: logFormat, secrets, write: log })('error', 'crashed', {
    fault: faultText(fault),
    stack,
  });
  process.exit(1);
}

// Everything that is written holds what only its owner may read: ledger, caches, .env.
process.umask(0o077);
// A closed pipe must not end a bot that still watches.
for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

await runProgram(process.argv.slice(2), io);
