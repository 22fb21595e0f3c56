const LONGEST = 60;

/** A value of a file, short and readable, for a fault: `` `upp` ``, `a list`, `nothing`. */
export function shown(value: unknown): string {
  if (value == null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}
