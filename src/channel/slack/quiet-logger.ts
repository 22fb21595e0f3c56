import { LogLevel, type Logger } from '@slack/web-api';

/** Slack's packages write to stdout and stderr by themselves; Vigil tells what matters itself. */
export const quietLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};
