import { titleOf, type Case, type Duty } from './case.ts';
import {
  firstText,
  isEnd,
  isMarked,
  lastText,
  lineTelling,
  listed,
  tells,
  tellsEnd,
  type Message,
} from './message.ts';
import { isIn, type ChatRequest, type Finding, type FindingKind } from './recording.ts';

const finding = (kind: FindingKind, { interruption, chat }: Duty, more = ''): Finding => ({
  kind,
  about: `${titleOf(interruption)} in ${chat}${more}`,
});

const tellsEver = ({ versions }: Message, { interruption }: Duty): boolean =>
  versions.some(({ text }) => tells(text, interruption));

const telling = ({ messages }: Case, duty: Duty): readonly Message[] =>
  messages.filter((message) => message.chat === duty.chat && tellsEver(message, duty));

/** What must be shown and stands nowhere in its chat now. */
export const lost = (the: Case): readonly Finding[] =>
  the.duties
    .filter(({ interruption, isMuted }) => interruption.heard && !isMuted)
    .filter((duty) => {
      const said = telling(the, duty).map(lastText);
      return !said.some((text) => tells(text, duty.interruption));
    })
    .map((duty) => finding('lost', duty));

/** A repeat without its mark, or a second repeat. */
function isUnexplained(copies: readonly Message[]): boolean {
  const marks = copies.map((copy) => isMarked(firstText(copy)));
  return copies.length > 2 || marks.slice(1).includes(false);
}

export const duplicates = (the: Case): readonly Finding[] =>
  the.duties.flatMap((duty) => {
    const [ends, cards] = [true, false].map((wanted) =>
      telling(the, duty).filter((message) => isEnd(firstText(message)) === wanted),
    );
    return [ends ?? [], cards ?? []]
      .filter(isUnexplained)
      .map((copies) => finding('duplicate', duty, `: ${copies.map(({ id }) => id).join(', ')}`));
  });

/** Where a chat first told something: which request, which line. */
function firstTold({ recording }: Case, { chat, interruption }: Duty): number | undefined {
  const index = recording.requests.findIndex(
    (request) =>
      request.chat === chat && request.id !== undefined && tells(request.text, interruption),
  );
  const request = recording.requests[index];
  return request && index * 10_000 + lineTelling(request.text, interruption);
}

const priorityOf = ({ wishes }: Duty): string => wishes[0]?.priority ?? '';

/** What a chat first told after something of the same priority that happened later. */
export function brokenOrder(the: Case): readonly Finding[] {
  const inOrder = the.duties.filter(({ interruption }) => interruption.ordered);
  const lanes = Map.groupBy(inOrder, (duty) => `${duty.chat} ${priorityOf(duty)}`);
  return [...lanes.values()].flatMap((duties) => {
    let latest = -1;
    return duties.flatMap((duty) => {
      const told = firstTold(the, duty) ?? latest;
      if (told < latest) return [finding('order', duty)];
      latest = told;
      return [];
    });
  });
}

/** Interruptions whose end no message that tells them shows at last. */
export const unreleased = (the: Case): readonly Finding[] =>
  the.duties
    .filter(({ interruption, isMuted }) => interruption.released !== undefined && !isMuted)
    .filter((duty) => {
      const said = telling(the, duty).map(lastText);
      return said.length > 0 && !said.some((text) => tellsEnd(text, duty.interruption));
    })
    .map((duty) => finding('release never shown', duty));

/** The version before this one, if any. */
const before = ({ messages }: Case, request: ChatRequest): ChatRequest | undefined => {
  const same = messages.find(({ chat, id }) => chat === request.chat && id === request.id);
  return same?.versions[same.versions.indexOf(request) - 1];
};

/** Requests inside a confirmed mute that tell of its stock what their message did not say yet. */
export const toldInMutes = (the: Case): readonly Finding[] =>
  the.recording.mutes.flatMap((mute) =>
    the.recording.requests
      .filter(({ chat, at }) => chat === mute.chat && isIn([mute], at))
      .flatMap((request) =>
        the.duties
          .filter(
            ({ chat, interruption }) => chat === mute.chat && interruption.stock === mute.stock,
          )
          .filter(({ interruption }) => tells(request.text, interruption))
          .filter(({ interruption }) => !tells(before(the, request)?.text ?? '', interruption))
          .map((duty) => finding('told inside a mute', duty)),
      ),
  );

/** Why a request should not have been made, if it should not. */
function strangeness(the: Case, request: ChatRequest): string | undefined {
  if (request.id === undefined) return 'refused by the platform';
  if (request.op === 'edit' && before(the, request) === undefined) return 'edit of no message';
  if (the.expectation.isOwnVoice(request.text)) return undefined;
  const wanted = the.duties.filter(({ chat }) => chat === request.chat);
  const isWanted = (text: string): boolean =>
    wanted.some(({ interruption }) => tells(text, interruption));
  const unknown = listed(request.text).find((line) => !isWanted(`\n${line}`));
  if (unknown !== undefined) return `a line about nothing that should be told: ${unknown}`;
  return isWanted(request.text) ? undefined : 'about nothing that should be told';
}

export const unexpected = (the: Case): readonly Finding[] =>
  the.recording.requests.flatMap((request) => {
    const why = strangeness(the, request);
    const about = `${request.op} in ${request.chat}, ${why}: ${request.text.split('\n')[0]}`;
    return why === undefined ? [] : [{ kind: 'unexpected', about }];
  });
