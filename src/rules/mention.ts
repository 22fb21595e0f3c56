import type { Complaint, Fault } from '../yaml/fault.ts';

/** A stock as some file names it, and how to complain there. */
export interface Mention {
  readonly text: string;
  readonly fault: (complaint: Complaint) => Fault;
}
