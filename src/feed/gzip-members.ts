import { constants, gunzipSync } from 'node:zlib';

const GZIP = Buffer.from([0x1f, 0x8b]);
/** The head of a member as our recorder writes it: no name, no time, the usual level. */
const HEAD = Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0]);

/** Where members may begin; the first one may be another program's. */
function starts(data: Buffer): readonly number[] {
  const found = [0];
  for (let at = data.indexOf(HEAD, 1); at > 0; at = data.indexOf(HEAD, at + 1)) found.push(at);
  return found;
}

/** The whole lines of a member whose end was never written; none of one that is damaged. */
function torn(member: Buffer): string {
  try {
    const text = gunzipSync(member, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    return text.slice(0, text.lastIndexOf('\n') + 1);
  } catch {
    return '';
  }
}

function read(member: Buffer): string {
  try {
    return gunzipSync(member).toString();
  } catch {
    return torn(member);
  }
}

/**
 * The text of a file, gzip or plain. Of gzip members that a crash cut short, at the end or before
 * later ones, what was written is kept to the last whole line.
 */
export function gunzipped(data: Buffer): string {
  if (!data.subarray(0, GZIP.length).equals(GZIP)) return data.toString();
  const from = starts(data);
  return from.map((start, index) => read(data.subarray(start, from[index + 1]))).join('');
}
