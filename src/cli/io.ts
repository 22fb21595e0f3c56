import type { Command } from 'commander';
import type { Clock } from '../platform/clock.ts';

/** The process as the commands see it; only `main.ts` makes one. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  /** Data, one text with its own line ends: stdout. */
  readonly out: (text: string) => void;
  /** For people, one line: stderr (stdout while stderr carries JSON logs). */
  readonly tell: (text: string) => void;
  /** One line of the log, with its end: stderr. */
  readonly log: (line: string) => void;
  readonly logFormat: 'json' | 'pretty';
  /** Whether stdout is a terminal with colours. */
  readonly colour: boolean;
  /** Whether a person is at the terminal. */
  readonly interactive: boolean;
  /** The exit code, once the command is done. */
  readonly exit: (code: number) => void;
  /** Ends the process now. */
  readonly quit: (code: number) => void;
  /** Called at every SIGTERM, SIGINT (`stop`) and SIGHUP (`reload`). */
  readonly onSignal: (heard: (signal: 'stop' | 'reload') => void) => void;
}

/** One file per command: adds it to the program. Listed in `commands.ts`. */
export type Register = (program: Command, io: Io) => void;
