/** Which updates are in hand, and up to where everything is done. */
export interface PollProgress {
  /** Takes an update in hand; `false`: it already is, or was. */
  start(id: number): boolean;
  finish(id: number): void;
  /** The offset that confirms all that is done and nothing else; `undefined`: none seen yet. */
  offset(): number | undefined;
  busy(): boolean;
}

/** `offset`: the one kept from an earlier run. */
export function pollProgress(offset: number | undefined): PollProgress {
  const running = new Set<number>();
  let highest = offset === undefined ? undefined : offset - 1;
  return {
    start(id) {
      if (highest !== undefined && id <= highest) return false;
      highest = id;
      running.add(id);
      return true;
    },
    finish: (id) => void running.delete(id),
    offset() {
      if (running.size > 0) return Math.min(...running);
      return highest === undefined ? undefined : highest + 1;
    },
    busy: () => running.size > 0,
  };
}
