import * as z from 'zod';
import { keyed } from '../yaml/keyed.ts';
import { oneOrMany } from '../yaml/one-or-many.ts';
import { stockText } from './stock-text.ts';

/** Lists may lie in lists, one in the other; their number bounds how deep. */
export const MOST_LISTS = 1000;

/** What a list takes in: a stock, another list, or a file below the configuration folder. */
export type Source =
  | { readonly is: 'stock'; readonly text: string }
  | { readonly is: 'list'; readonly name: string }
  | { readonly is: 'file'; readonly name: string };

/** One entry of a list; `except` takes out what the others took in. */
export interface Entry {
  readonly except: boolean;
  readonly sources: readonly Source[];
}

const stock = stockText.transform((text): Source => ({ is: 'stock', text }));
const list = z
  .string()
  .transform((name): Source => ({ is: 'list', name }))
  .meta({ description: 'Everything in another list.' });
const file = z
  .string()
  .transform((name): Source => ({ is: 'file', name }))
  .meta({ description: 'A file below this folder: one code or name a line, # comments.' });

const ONE_KEY = 'An entry has exactly one key';
const hasOneKey = (map: object): boolean => Object.keys(map).length === 1;
const given = (values: readonly (Source | undefined)[]): readonly Source[] =>
  values.filter((value) => value !== undefined);

const referred = keyed('entry of a watchlist', { list: list.optional(), file: file.optional() })
  .refine(hasOneKey, ONE_KEY)
  .transform((map) => given([map.list, map.file]));

const source = z.union([stock.transform((one) => [one]), referred]);

const entryMap = keyed('entry of a watchlist', {
  list: list.optional(),
  file: file.optional(),
  except: oneOrMany(source)
    .optional()
    .meta({ description: 'Taken out again: a stock, a list or a file, or several.' }),
})
  .refine(hasOneKey, ONE_KEY)
  .transform((map): Entry => ({
    except: map.except !== undefined,
    sources: map.except?.flat() ?? given([map.list, map.file]),
  }));

export const entrySchema: z.ZodType<Entry> = z.union([
  stock.transform((one): Entry => ({ except: false, sources: [one] })),
  entryMap,
]);

/** A watchlist: stocks, other lists, files, and what is taken out again. */
export const watchlistSchema = z.array(entrySchema).nullable();
