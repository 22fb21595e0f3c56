/**
 * The numbers that Kiwoom gives to the values of a `1h` row (kiwoom.md 1). All values are texts,
 * possibly padded. The letter is the strength of the source: A official, B measured by two or
 * more authors, C by one.
 */
export const FIELDS = {
  /** B: bare or suffixed (`189860_AL`); older types prefix `A` or `Q`. */
  stock: '9001',
  /** A: Korean, may hold `&`. */
  name: '302',
  /** A: shares, cumulative. */
  volume: '13',
  /** A: million won, cumulative. */
  turnover: '14',
  /** B: the kind (1 static, 2 dynamic, 3 both), not trigger or release. */
  kind: '9068',
  /** C: 101 KOSDAQ seen, 001 KOSPI inferred. */
  market: '9008',
  /** C: only 1 (regular) seen. */
  preMarket: '9075',
  /** B: won, unsigned: the traded price that fired it. */
  price: '1221',
  /** B: HHmmss, the same in the release. */
  triggerTime: '1223',
  /** B: HHmmss; 000000, blank or missing while the interruption runs. */
  releaseTime: '1224',
  /** A: the kind in words: 정적, 동적, 동적+정적. */
  kindText: '1225',
  /** B: won; 0 where that kind does not apply. */
  referenceStatic: '1236',
  /** B: won; 0 where that kind does not apply. */
  referenceDynamic: '1237',
  /** B: signed %; 0.00 where that kind does not apply. */
  deviationStatic: '1238',
  /** B: signed %; 0.00 where that kind does not apply. */
  deviationDynamic: '1239',
  /** C: signed % against the previous close; its sign may disagree with the direction. */
  change: '1489',
  /** B: how many-th VI of this stock today, without a daily cap. */
  count: '1490',
  /** B: 1 up, 2 down. */
  direction: '9069',
  /** B: sign and kind: +정적, -동적, +동적+정적. */
  signedKind: '1279',
} as const;

export type Field = (typeof FIELDS)[keyof typeof FIELDS];

/** A row's values by field number, as they came. */
export type Values = Readonly<Record<string, unknown>>;
