import {
  DummyDriver,
  Kysely,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Compilable,
  type RawBuilder,
} from 'kysely';
import type { Tables } from './schema.ts';

/** Builds queries, runs none. */
const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Stands in a query for a value that comes when it runs. */
class Given {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export type Give<Values> = <Name extends keyof Values & string>(
  name: Name,
) => RawBuilder<Values[Name]>;

/** A query with its values filled in; resolves to the rows that it gives. */
export type BuiltQuery<Values, Row> = (
  db: Kysely<Tables>,
  values: Values,
) => Promise<readonly Row[]>;

/**
 * A query that is built and compiled once, for what every alert runs: building one costs more than
 * SQLite takes to run it. `give(name)` is the place of a value.
 */
export function builtOnce<Values extends object, Row>(
  build: (db: Kysely<Tables>, give: Give<Values>) => Compilable<Row>,
): BuiltQuery<Values, Row> {
  const query = build(builder, (name) => sql`${new Given(name)}`).compile();
  return async (db, values) => {
    const named = new Map<string, unknown>(Object.entries(values));
    const parameters = query.parameters.map((one) =>
      one instanceof Given ? named.get(one.name) : one,
    );
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}

/** The number that a row was given. */
export async function idOf(added: Promise<readonly { readonly id: number }[]>): Promise<number> {
  const [row] = await added;
  if (row === undefined) throw new Error('nothing was added');
  return row.id;
}
