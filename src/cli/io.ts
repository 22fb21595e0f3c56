import type { Command } from 'commander';
import type { Clock } from '../platform/clock.ts';

/** The process as the commands see it; only `main.ts` makes one. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Data, one text with its own line ends: stdout. */
  out(text: string): void;
  /** For people, one line: stderr (stdout while stderr carries JSON logs). */
  tell(text: string): void;
  /** Whether a person is at the terminal. */
  readonly interactive: boolean;
  /** The exit code, once the command is done. */
  exit(code: number): void;
  /** Called at every SIGTERM, SIGINT (`stop`) and SIGHUP (`reload`). */
  onSignal(heard: (signal: 'stop' | 'reload') => void): void;
}

/** One file per command: adds it to the program. Listed in `index.ts`. */
export type Register = (program: Command, io: Io) => void;
