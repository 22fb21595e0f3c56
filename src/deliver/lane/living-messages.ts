import type { Draft } from '../../alert/draft.ts';
import type { EpochMs } from '../../vi/kst.ts';
import type { Registry } from '../registry.ts';

/** A message in the chat that still can change. */
export interface Living {
  readonly messageId: number;
  readonly platformId: string;
  readonly draft: Draft;
  /** The text the chat shows. */
  readonly shown: string;
  readonly toldAt: EpochMs;
  readonly dirtySince: number | undefined;
}

/** The messages of one chat that still can change. Lists are in the order of our numbers. */
export interface LivingMessages {
  get(messageId: number): Living | undefined;
  /** Adds one, or puts it in the place of what was known of it. */
  set(living: Living): void;
  delete(messageId: number): void;
  all(): readonly Living[];
  /** Those that tell of this interruption. */
  about(episode: string): readonly Living[];
  /** Digests of what passed this rule's limit. */
  ofLimit(rule: string): readonly Living[];
  /** Those that may no longer say what is so. */
  dirty(): readonly Living[];
}

/** Numbers of messages by what they are found by. */
type Index = Map<string, Set<number>>;

const enter = (index: Index, keys: readonly string[], messageId: number): void => {
  for (const key of keys) index.set(key, (index.get(key) ?? new Set()).add(messageId));
};

const leave = (index: Index, keys: readonly string[], messageId: number): void => {
  for (const key of keys) {
    const numbers = index.get(key);
    numbers?.delete(messageId);
    if (numbers?.size === 0) index.delete(key);
  }
};

const episodeKey = (episode: string): string => `episode ${episode}`;
const limitKey = (rule: string): string => `limit ${rule}`;

/** A message and the keys that find it: its events may be forgotten before it is. */
interface Kept {
  readonly living: Living;
  readonly keys: readonly string[];
}

/** None at first. An event's interruption must be known when a message that tells it is set. */
export function createLiving({ episodeOf }: Pick<Registry, 'episodeOf'>): LivingMessages {
  const kept = new Map<number, Kept>();
  const index: Index = new Map();
  const dirty = new Set<number>();
  const keysOf = ({ form, entries }: Draft): readonly string[] => {
    const episodes = entries.flatMap(({ event }) => episodeOf(event) ?? []);
    const rule = form === 'limit' ? entries[0]?.rules[0]?.name : undefined;
    return [...episodes.map(episodeKey), ...(rule === undefined ? [] : [limitKey(rule)])];
  };
  const list = (numbers: Iterable<number> = []): readonly Living[] =>
    [...numbers].toSorted((a, b) => a - b).flatMap((number) => kept.get(number)?.living ?? []);
  return {
    get: (messageId) => kept.get(messageId)?.living,
    set(living) {
      const { messageId, draft, dirtySince } = living;
      const before = kept.get(messageId);
      const keys = before?.living.draft === draft ? before.keys : keysOf(draft);
      kept.set(messageId, { living, keys });
      if (keys !== before?.keys) {
        leave(index, before?.keys ?? [], messageId);
        enter(index, keys, messageId);
      }
      if (dirtySince === undefined) dirty.delete(messageId);
      else dirty.add(messageId);
    },
    delete(messageId) {
      leave(index, kept.get(messageId)?.keys ?? [], messageId);
      kept.delete(messageId);
      dirty.delete(messageId);
    },
    all: () => list(kept.keys()),
    about: (episode) => list(index.get(episodeKey(episode))),
    ofLimit: (rule) => list(index.get(limitKey(rule))),
    dirty: () => list(dirty),
  };
}
