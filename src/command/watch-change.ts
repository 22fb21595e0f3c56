/** A change to a watchlist of `rules.yaml`. */
export interface WatchChange {
  readonly list: string;
  readonly change: 'add' | 'remove';
  /** Its name is the code where it is not known. */
  readonly stock: { readonly code: string; readonly name: string };
}

/** Why the file stays as it is. */
export interface WatchFault {
  readonly is:
    /** `about`: the first fault of the file, as it is or as it would be. */
    | 'faulty'
    /** `about`: the system's code for it. */
    | 'unwritable'
    /** Somebody else wrote it at the same moment. */
    | 'changed-meanwhile'
    | 'no-list'
    | 'listed'
    | 'not-listed'
    /** The stock comes with what the list includes there. `about`: the other list, or the file. */
    | 'included'
    /** An `except` takes it out there. */
    | 'excepted'
    /** The list stands in another file than `rules.yaml`, which only a person changes. */
    | 'elsewhere'
    /** The list is written in a way that only a person can change. */
    | 'by-hand';
  /** `config/rules.yaml:12`, without a line where none is meant. */
  readonly place: string;
  readonly about?: string;
}

/** What the running bot says of the changed file; `silent`: none answered; `asked`: not known yet. */
export type Held = 'asked' | 'silent' | { readonly ok: boolean; readonly lines: readonly string[] };

/** What became of a change. */
export type Watched =
  | { readonly is: 'written'; readonly held: Held }
  | { readonly is: 'refused'; readonly fault: WatchFault };
