import type { Alerted } from './stub.ts';

/** One way from a frame to a request, ready to be fired again and again. */
export interface Contestant {
  /** Hands over the `n`-th frame; resolves to when it was sent, in nanoseconds. */
  fire(n: number): bigint;
  /** The request it leads to. */
  next(): Promise<Alerted>;
  /** When what is measured began, where that is not when the frame was sent. */
  began?(alerted: Alerted): bigint;
  close(): Promise<void>;
}

export interface Entry {
  readonly name: string;
  readonly what: string;
  /** `undefined` where it is not installed; the reason is told. */
  open(): Promise<Contestant | { readonly absent: string }>;
}

/** How many rules everybody has who knows rules. */
export const RULES = 1_000;

/** The stock of the `n`-th frame: each is another, and one rule's. */
export const stockOf = (n: number): string => String(100_000 + (n % RULES));
