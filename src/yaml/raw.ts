import type { Path } from './yaml-file.ts';

/** A map as it was read; empty when the value is none, for checks that go on past a fault. */
export const asMap = (value: unknown): ReadonlyMap<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : new Map();

/** A list as it was read; empty when the value is none. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const partOf = (whole: unknown, key: PropertyKey): unknown =>
  typeof whole === 'object' && whole !== null && Object.hasOwn(whole, key)
    ? Reflect.get(whole, key)
    : undefined;

/** What the path leads to; `undefined`: nothing. */
export const partAt = (value: unknown, path: Path): unknown => path.reduce<unknown>(partOf, value);
