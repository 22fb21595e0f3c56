/** Where a feed notes what is no state of its own. `msg` is a fixed text; no secret is ever passed. */
export type FeedLog = (
  level: 'info' | 'warn' | 'error',
  msg: string,
  data?: Readonly<Record<string, unknown>>,
) => void;

export const silentLog: FeedLog = () => {};
