import type { Day } from '../vi/kst.ts';

/**
 * Days of the university entrance exam (수능), on which the whole day is an hour later (market.md;
 * dates as announced by the Ministry of Education).
 */
export const EXAM_DAYS: ReadonlySet<Day> = new Set([
  '2018-11-15',
  '2019-11-14',
  '2020-12-03',
  '2021-11-18',
  '2022-11-17',
  '2023-11-16',
  '2024-11-14',
  '2025-11-13',
  '2026-11-19',
  '2027-11-18',
]);
