import type { Locale } from '../../alert/message.ts';
import type { Mute, MuteTarget } from '../../vi/mute.ts';
import { activeMutes, mutesHere, sameScope, sameTarget, scopeOf } from '../active-mutes.ts';
import { askWhich } from '../choices.ts';
import type { Command, CommandState, Outcome } from '../command.ts';
import { refuse, unknownTarget } from '../mute-faults.ts';
import { findAmongOptions, readOptions, type ScopeWord } from '../mute-options.ts';
import { scopeText, targetText } from '../mute-text.ts';
import { answer, refused, shortened } from '../reply.ts';
import { targetsOf, type Found } from '../target.ts';

const USAGE = '<stock|watchlist|rule|id|all>';

/** `17` or `#17`; six digits without a mark are a stock. */
function idOf(words: readonly string[]): number | undefined {
  const [, marked, bare] = /^(?:#(\d{1,15})|(\d{1,5}))$/u.exec(words.join(' ')) ?? [];
  const digits = marked ?? bare;
  return digits === undefined ? undefined : Number(digits);
}

function endThem(ended: readonly Mute[], { where, locale }: CommandState): Outcome {
  const lines = ended.map(({ id, target, scope }) => {
    const what = `${targetText(target, locale)} · ${scopeText(scope, where, locale)} (#${id})`;
    return { ko: `🔔 음소거 해제: ${what}`, en: `🔔 Unmuted: ${what}` }[locale];
  });
  return {
    ok: true,
    effects: [{ is: 'unmute', mutes: ended.map(({ id }) => id) }],
    reply: () => answer(shortened(lines, locale)),
  };
}

const nothingMuted = (what: string, locale: Locale): Outcome =>
  refused([{ ko: `음소거가 없습니다: ${what}`, en: `Not muted: ${what}` }[locale]]);

function endById(id: number, state: CommandState): Outcome {
  const found = activeMutes(state).filter((each) => each.id === id);
  if (found.length > 0) return endThem(found, state);
  const gone = {
    ko: `음소거 #${id}: 이미 끝났거나 없습니다.`,
    en: `Mute #${id} is over already, or never was.`,
  };
  return refused([gone[state.locale]]);
}

function endTarget(target: MuteTarget, held: readonly Mute[], state: CommandState): Outcome {
  const ended = held.filter((each) => target.is === 'all' || sameTarget(each.target, target));
  return ended.length > 0
    ? endThem(ended, state)
    : nothingMuted(targetText(target, state.locale), state.locale);
}

/** Those that hold here, or with a scope word those of exactly that scope. */
function heldMutes(word: ScopeWord | undefined, state: CommandState) {
  if (word === undefined) return mutesHere(state);
  const scope = scopeOf(word, state.where);
  if ('fault' in scope) return scope;
  return activeMutes(state).filter((each) => sameScope(each.scope, scope));
}

/** What is muted may be in no list any more, as a rule that was renamed. */
function knownTargets(state: CommandState): readonly MuteTarget[] {
  const known = targetsOf(state);
  const gone = activeMutes(state)
    .map(({ target }) => target)
    .filter((target) => !known.some((each) => sameTarget(each, target)));
  return [...known, ...gone];
}

/** Ends what is meant; of several meanings only those that are muted count. */
function endFound(
  found: Exclude<Found, { is: 'none' }>,
  held: readonly Mute[],
  state: CommandState,
): Outcome {
  if (found.is === 'one') return endTarget(found.target, held, state);
  const muted = found.targets.filter((target) => held.some((m) => sameTarget(m.target, target)));
  const [only, ...others] = muted;
  if (only === undefined) return nothingMuted(found.said, state.locale);
  return others.length === 0
    ? endTarget(only, held, state)
    : askWhich('unmute', muted, { all: found.rest, options: found.rest }, state.locale);
}

function endByWords(words: readonly string[], state: CommandState): Outcome {
  const { locale } = state;
  const found = findAmongOptions(words, knownTargets(state), state.now);
  if (found.is === 'none') return refuse(unknownTarget(found), locale);
  const options = readOptions(found.rest, state.now);
  if ('fault' in options) return refuse(options.fault, locale);
  if (options.lasting !== undefined || options.reason !== undefined) {
    return refuse({ is: 'more-than-target', word: found.rest.join(' ') }, locale);
  }
  const held = heldMutes(options.scope, state);
  return 'fault' in held ? refuse(held.fault, locale) : endFound(found, held, state);
}

function run(words: readonly string[], state: CommandState): Outcome {
  if (words.length === 0) {
    return refuse({ is: 'no-target', word: `unmute ${USAGE}` }, state.locale);
  }
  const id = idOf(words);
  return id === undefined ? endByWords(words, state) : endById(id, state);
}

export const unmute: Command = {
  name: 'unmute',
  aliases: ['해제', '켜기'],
  needs: 'operator',
  usage: USAGE,
  about: { ko: '음소거를 끝냅니다', en: 'ends mutes' },
  run,
};
