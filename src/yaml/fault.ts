/** A place in a text file; line and column count from 1, the column in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong (or, as a warning, doubtful) in a file the user edits. */
export interface Fault extends Place {
  readonly file: string;
  /** A whole sentence, "Did you mean ...?" included. */
  readonly message: string;
  /** What may stand here. */
  readonly expected: string | undefined;
  /** The nearest known word. */
  readonly near: string | undefined;
  /** The line itself, secrets masked; empty where there is none to show. */
  readonly source: string;
}

/** So many faults are told at once; who has more than these corrects them in rounds. */
export const MOST_FAULTS = 1000;

interface WithFaults {
  readonly faults: readonly Fault[];
}

/** Reads one part after the other, until there are as many faults as are told. */
export function untilEnough<Part, Read extends WithFaults>(
  parts: readonly Part[],
  read: (part: Part, index: number) => Read,
): readonly Read[] {
  const all: Read[] = [];
  let faults = 0;
  for (const [index, part] of parts.entries()) {
    if (faults >= MOST_FAULTS) return all;
    const one = read(part, index);
    faults += one.faults.length;
    all.push(one);
  }
  return all;
}

/** The faults of the parts, as many as are told. */
export const firstFaults = <Part>(
  parts: readonly Part[],
  faultsOf: (part: Part, index: number) => readonly Fault[],
): readonly Fault[] =>
  untilEnough(parts, (part, index) => ({ faults: faultsOf(part, index) })).flatMap(
    ({ faults }) => faults,
  );

/** What a check found out about a place, before it is put there. */
export interface Complaint {
  readonly message: string;
  readonly expected?: string | undefined;
  readonly near?: string | undefined;
}

/** The complaint as one sentence: "`directon`: unknown condition. Did you mean `direction`?". */
export const sentence = ({ message, near }: Complaint): string =>
  near === undefined ? message : `${message}. Did you mean \`${near}\`?`;

/** Faults in the order of the files (those of `order` first) and lines, each once. */
export function inOrder(faults: readonly Fault[], order: readonly string[] = []): readonly Fault[] {
  const files = [...new Set([...order, ...faults.map((fault) => fault.file)])];
  const once = new Map(
    faults.map((fault) => [`${fault.file}:${fault.line}:${fault.column}:${fault.message}`, fault]),
  );
  return [...once.values()]
    .slice(0, MOST_FAULTS)
    .toSorted(
      (a, b) =>
        files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
    );
}
