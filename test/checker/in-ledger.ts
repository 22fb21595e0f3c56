import { titleOf, type Case, type Duty } from './case.ts';
import { tells, type Message } from './message.ts';
import type { Finding, FindingKind, Interruption, LedgerLine, Wish } from './recording.ts';

const rowTitle = ({ stock, trigger_time: time, event, rule, channel, outcome }: LedgerLine) =>
  [stock, time, event, rule, channel, outcome].join(' ');

const finding = (kind: FindingKind, row: LedgerLine): Finding => ({ kind, about: rowTitle(row) });

const isAbout = (row: LedgerLine, { stock, time, venue }: Interruption): boolean =>
  row.event === 'trigger' &&
  row.stock === stock &&
  row.trigger_time === time &&
  (venue === undefined || row.venue === venue);

const isOf = (row: LedgerLine, interruption: Interruption, { rule, channel }: Wish): boolean =>
  isAbout(row, interruption) && row.rule === rule && row.channel === channel;

/** Wishes of which the ledger has no row, or more than one. */
export const miscounted = ({ duties, recording }: Case): readonly Finding[] =>
  duties.flatMap(({ interruption, wishes }) =>
    wishes.flatMap((wish): readonly Finding[] => {
      const count = recording.ledger.filter((row) => isOf(row, interruption, wish)).length;
      const about = `${titleOf(interruption)} ${wish.rule} ${wish.channel}`;
      if (count > 1) return [{ kind: 'row double', about }];
      return count === 0 && interruption.heard ? [{ kind: 'row missing', about }] : [];
    }),
  );

const dutyOf = ({ duties }: Case, row: LedgerLine): Duty | undefined =>
  duties.find(({ interruption, wishes }) => wishes.some((wish) => isOf(row, interruption, wish)));

/** What a row that claims a message gets wrong about it. */
function wrongClaim(row: LedgerLine, duty: Duty, messages: readonly Message[]): readonly Finding[] {
  const message = messages.find(({ chat, id }) => chat === duty.chat && id === row.message_id);
  if (message === undefined) return [finding('id never given', row)];
  const isTold = message.versions.some(({ text }) => tells(text, duty.interruption));
  return isTold ? [] : [finding('row without message', row)];
}

const CLAIMING = ['sent', 'merged'];
/** Outcomes that say the chat was not told. */
const DENYING = ['muted', 'suppressed', 'expired', 'failed'];

function wrongRow(the: Case, row: LedgerLine): readonly Finding[] {
  const duty = dutyOf(the, row);
  if (duty === undefined) return [finding('row unexpected', row)];
  if (row.outcome === 'waiting') return [finding('still waiting', row)];
  if (duty.isMuted !== (row.outcome === 'muted')) return [finding('row against the chat', row)];
  if (CLAIMING.includes(row.outcome)) return wrongClaim(row, duty, the.messages);
  const isTold = the.messages.some(
    ({ chat, versions }) =>
      chat === duty.chat && versions.some(({ text }) => tells(text, duty.interruption)),
  );
  const contradicts = DENYING.includes(row.outcome) && isTold;
  return contradicts ? [finding('row against the chat', row)] : [];
}

/** Rows about nothing, rows that do not end, and rows that the chats contradict. */
export const wrongRows = (the: Case): readonly Finding[] =>
  the.recording.ledger.flatMap((row) => wrongRow(the, row));
