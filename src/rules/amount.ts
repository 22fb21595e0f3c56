/** How a word's numbers are written. */
export interface Unit {
  /** What may follow the number. */
  readonly suffix: '%' | '원' | '주' | '';
  /** Whether 만, 억 and 조 make sense. */
  readonly large: boolean;
  /** Whether the value has a direction, so that its plus is worth showing. */
  readonly signed: boolean;
}

const SCALES: Readonly<Record<string, number>> = { 조: 1e12, 억: 1e8, 만: 1e4 };

// 1234, 1,234 or 0.5; no leading zeros, so that `[1,000]` without quotes is found out.
const PLAIN = '(?:0|[1-9]\\d{0,2}(?:,\\d{3})+|[1-9]\\d{0,14})(?:\\.\\d{1,6})?';
const PART = new RegExp(`^(${PLAIN})\\s*([조억만]?)\\s*`, 'u');
const SIGNED = /^([+-]?)\s*(.+)$/u;

/** `1조 2000억`: parts of falling scale. */
function magnitudeOf(text: string): number | undefined {
  let [rest, sum, lastScale] = [text, 0, Infinity];
  while (rest !== '') {
    const [whole, digits = '', letter = ''] = PART.exec(rest) ?? [];
    const scale = SCALES[letter] ?? 1;
    if (whole === undefined || scale >= lastScale) return undefined;
    const number = Number(digits.replaceAll(',', ''));
    // 1.1억 is 110000000.00000001 in floating point.
    sum += scale === 1 ? number : Math.round(number * scale);
    lastScale = scale;
    rest = rest.slice(whole.length);
  }
  return text === '' ? undefined : sum;
}

/** A number as people write it, `-6 %`, `12,350원`, `1조 2000억`; `undefined` when it is none. */
export function parseAmount(text: string, unit: Unit): number | undefined {
  const trimmed = text.trim();
  const bare = trimmed.endsWith(unit.suffix)
    ? trimmed.slice(0, trimmed.length - unit.suffix.length)
    : trimmed;
  const [, sign = '', digits = ''] = SIGNED.exec(bare.trim()) ?? [];
  if (!unit.large && /[조억만]/u.test(digits)) return undefined;
  const magnitude = magnitudeOf(digits);
  if (magnitude === undefined) return undefined;
  return sign === '-' ? 0 - magnitude : magnitude;
}
