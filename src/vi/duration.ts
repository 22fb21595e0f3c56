/** Durations and rates as people write them, in `rules.yaml`, `vigil.yaml` and chat. */

const DURATION = /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/;
const RATE = /^(\d{1,5})\/(.+)$/;

/** Milliseconds of `30m`, `10s`, `1h30m`; `undefined` when it is no duration, or zero. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text.trim());
  if (match === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return ms > 0 ? ms : undefined;
}

/** Ms as people write them, to the second: `1h30m`, `10s`. */
export function writeDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts: readonly [number, string][] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  return parts.map(([many, unit]) => (many === 0 ? '' : `${many}${unit}`)).join('') || '0s';
}

/** `5/10m`: at most 5 in any 10 minutes; `undefined` when it is no rate, or a part is zero. */
export function parseRate(text: string): { count: number; ms: number } | undefined {
  const match = RATE.exec(text.trim());
  const ms = parseDuration(match?.[2] ?? '');
  const count = Number(match?.[1] ?? 0);
  return ms === undefined || count === 0 ? undefined : { count, ms };
}
