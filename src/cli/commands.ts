import { registerAudit } from './audit.ts';
import { registerBacktest } from './backtest.ts';
import { registerCheck } from './check.ts';
import type { DeskDeps } from './desk/at-command-desk.ts';
import { openCommandDesk } from './desk/command-desk.ts';
import { registerDoctor } from './doctor.ts';
import { registerExplain } from './explain.ts';
import { registerExport } from './export.ts';
import { registerImport } from './import.ts';
import { registerInit } from './init.ts';
import { registerMute } from './mute.ts';
import { registerReload } from './reload.ts';
import { registerReplay } from './replay.ts';
import { registerRetry } from './retry.ts';
import { registerSchema } from './schema.ts';
import { registerSendTest } from './send-test.ts';
import { registerSimulate } from './simulate.ts';
import { registerStatus } from './status.ts';
import { registerTest } from './test.ts';
import { registerWatch } from './watch.ts';
import { registerWhy } from './why.ts';
import type { Io, Register } from './io.ts';

const desks = (io: Io): DeskDeps => ({
  openCommandStore: (folder) => openCommandDesk(folder, io),
});

/** All but `run`, which loads none of them: it starts faster, and keeps less in memory. */
export const COMMANDS: readonly Register[] = [
  registerInit,
  registerDoctor,
  registerCheck,
  registerTest,
  registerSendTest,
  registerReplay,
  registerBacktest,
  registerImport,
  registerExplain,
  (program, io) => registerMute(program, io, desks(io)),
  (program, io) => registerWhy(program, io, desks(io)),
  registerStatus,
  (program, io) => registerWatch(program, io, desks(io)),
  registerReload,
  registerRetry,
  registerAudit,
  registerExport,
  registerSchema,
  registerSimulate,
];
