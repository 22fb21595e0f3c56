// Fills the ledger of the soak in a process of its own, whose memory is not the soak's:
// `node ledger-fill.ts PATH ROWS FIRST A_DAY`.
import { fill } from '../bench/store/fill.ts';

const [path = '', rows, first = '', aDay] = process.argv.slice(2);
fill(path, Number(rows), first, Number(aDay));
