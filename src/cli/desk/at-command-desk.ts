import type { CommandState, CommandStore } from '../../command/command.ts';

/** What chat commands work on when they are given at the command line. */
export interface CommandDesk {
  /** The state now, with person `cli` and no chat; with the day's history if it is asked. */
  state(looksBack?: boolean): Promise<CommandState>;
  readonly store: CommandStore;
  close(): Promise<void>;
}

export interface DeskDeps {
  /**
   * Opens the store of this configuration folder, whether or not a bot runs on it; `undefined`
   * when the configuration has faults or the store cannot be opened, which is told then.
   */
  openCommandStore(configFolder: string): Promise<CommandDesk | undefined>;
}

/** Works at the folder's desk; resolves to the exit code. */
export async function atCommandDesk(
  deps: DeskDeps,
  config: string,
  work: (desk: CommandDesk) => Promise<number>,
): Promise<number> {
  const desk = await deps.openCommandStore(config);
  if (desk === undefined) return 1;
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}
