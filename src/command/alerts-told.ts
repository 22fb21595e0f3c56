import type { Told } from './command.ts';

/** The parts of each alert: one event in one chat, whatever the number of its rules. */
export const byAlert = (parts: readonly Told[]): readonly (readonly Told[])[] => [
  ...Map.groupBy(parts, ({ chat, event }) => JSON.stringify([chat, event])).values(),
];

export const countAlerts = (parts: readonly Told[]): number => byAlert(parts).length;
