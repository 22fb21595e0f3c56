import type { Command } from '../command.ts';
import { audit } from './audit.ts';
import { helpOn } from './help.ts';
import { mute } from './mute.ts';
import { mutes } from './mutes.ts';
import { reload } from './reload.ts';
import { rules } from './rules.ts';
import { status } from './status.ts';
import { test } from './test.ts';
import { today } from './today.ts';
import { unmute } from './unmute.ts';
import { watch } from './watch.ts';
import { why } from './why.ts';

const OTHERS: readonly Command[] = [
  mute,
  unmute,
  mutes,
  status,
  rules,
  today,
  why,
  test,
  watch,
  reload,
  audit,
];

/** Every chat command, in the order in which `help` tells them. */
export const COMMANDS: readonly Command[] = [...OTHERS, helpOn(OTHERS)];
