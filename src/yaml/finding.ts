import { MOST_FAULTS, type Complaint, type Fault } from './fault.ts';
import { faultAt, type SourceText } from './source-text.ts';
import type { YamlFile } from './yaml-file.ts';

/** Something wrong at an offset of a text. */
export interface Finding extends Complaint {
  readonly offset: number;
}

/** What came of reading a file; `yaml`: only without a fault. */
export interface ReadFile {
  readonly faults: readonly Fault[];
  readonly yaml?: YamlFile;
}

/** A file with nothing in it, which is a fault and no empty set. */
export const EMPTY: Finding = { offset: 0, message: 'The file is empty' };

/** A file in which this was found. */
export const refusedFor = (source: SourceText, findings: readonly Finding[]): ReadFile => ({
  faults: findings
    .slice(0, MOST_FAULTS)
    .map(({ offset, ...complaint }) => faultAt(source, offset, complaint)),
});
