import type { Command } from 'commander';
import { registerAsInChat } from './as-in-chat.ts';
import type { DeskDeps } from './desk/at-command-desk.ts';
import type { Io } from './io.ts';

/** Adds `watch`: a stock into a watchlist of `rules.yaml`, or out of it. */
export const registerWatch = (program: Command, io: Io, deps: DeskDeps): void =>
  registerAsInChat(program, io, deps, {
    name: 'watch',
    about: '<list> add|remove <stock>: changes rules.yaml itself',
  });
