import * as z from 'zod';
import { isStockCode } from '../vi/stock.ts';
import type { Complaint } from '../yaml/fault.ts';
import { shown } from '../yaml/shown.ts';

const EXPECTED = 'a code of six characters, 005930 or 0126Z0, or an exact name';
const NAMED_COPY = /^(\w{6})_(?:AL|NX)$/;
const PREFIXED = /^[AQ](\w{6})$/;
/** A code with more behind it: a name, or the next code. */
const FIRST_OF_SIX = /^[0-9A-Za-z]{6}(?![0-9A-Za-z])/;

/** The code that was meant, where a text is nearly one; `''`: no idea; `undefined`: it is a name. */
function meantCode(written: string): string | undefined {
  const text = written.normalize('NFKC');
  const inner = NAMED_COPY.exec(text)?.[1] ?? PREFIXED.exec(text)?.[1];
  if (inner !== undefined && isStockCode(inner)) return inner;
  if (/^-?\d+\.\d+$|^-\d+$/.test(text)) return '';
  if (/^\d{1,5}$/.test(text)) return text.padStart(6, '0');
  // No name begins so.
  if (!/^\d{4}/.test(text)) return undefined;
  return FIRST_OF_SIX.exec(text)?.[0].toUpperCase() ?? '';
}

/** Why a text can be neither a code nor a name; `undefined`: it can. */
export function stockComplaint(text: string): Complaint | undefined {
  if (isStockCode(text)) return undefined;
  if (text.trim() === '') return { message: 'An empty text is no stock', expected: EXPECTED };
  const meant = meantCode(text);
  if (meant === undefined) return undefined;
  const near = meant === '' ? undefined : meant;
  return { message: `${shown(text)} cannot be a code`, expected: EXPECTED, near };
}

/** A code or an exact name. A code without leading zeros, 123456, comes as a number. */
export const stockText = z.union([z.string(), z.int()]).transform((raw, context): string => {
  const text = String(raw).trim();
  const complaint = stockComplaint(text);
  if (complaint === undefined) return text;
  const { message, expected, near } = complaint;
  context.addIssue({ code: 'custom', message, params: { expected, near } });
  return z.NEVER;
});
