import type { Generated } from 'kysely';

/** Booleans are 0 and 1; instants are epoch ms; lists and bodies are JSON text. */
type Flag = 0 | 1;

export interface EpisodeTable {
  id: string;
  day: string;
  stock: string;
  trigger_time: string;
  kind: string | null;
  venue: string | null;
  state: string;
  release_time: string | null;
  /** What ka10054 says of it; null: not asked yet. */
  history: Generated<string | null>;
}

export interface EventTable {
  id: Generated<number>;
  episode: string;
  event: string;
  day: string;
  stock: string;
  heard_at: number;
  body: string;
}

/** One row for each (event, rule, channel): the ledger that people and checkers read. */
export interface ObligationTable {
  event_id: number;
  rule: string;
  channel: string;
  day: string;
  stock: string;
  outcome: string;
  reason: string | null;
  message_id: number | null;
  mute_id: number | null;
  /** The channel that should have told it and could not. */
  instead_of: string | null;
  at: number;
}

export interface MessageTable {
  id: Generated<number>;
  channel: string;
  /** What it says, for a later edit or repeat (alert/draft.ts). */
  draft: string;
  /** The platform's id once accepted. */
  platform_id: string | null;
  /** The text the chat shows, as last accepted. */
  shown: string | null;
  created_at: number;
}

export interface AttemptTable {
  id: Generated<number>;
  message_id: number;
  channel: string;
  op: string;
  state: string;
  reason: string | null;
  started_at: number;
  ended_at: number | null;
  /** What a 429 said: no request to the scope before; null: to any scope of the request. */
  retry_at: number | null;
  retry_scope: string | null;
}

export interface MuteTable {
  id: Generated<number>;
  target: string;
  scope: string;
  until: number;
  until_release: Flag;
  next_left: number | null;
  reason: string | null;
  made_by: string;
  created_at: number;
  ended_at: number | null;
  /** Why it ended: `time`, `release`, `count`, `unmuted`, `replaced`. */
  ended_why: string | null;
  /** Whether its chat got the line about its end. */
  end_told: Flag;
}

/** Commands that have acted, so that the same one acts once. */
export interface CommandTable {
  id: string;
  person: string;
  words: string;
  result: string;
  at: number;
}

export interface KeptTable {
  key: string;
  value: string;
}

export interface MalformedTable {
  id: Generated<number>;
  at: number;
  why: string;
  frame: string;
}

/** Time in which the broker was not watched. */
export interface GapTable {
  id: Generated<number>;
  from_at: number;
  to_at: number;
  reason: string;
  /** Interruptions that ka10054 filled in; null: not asked yet. */
  filled: number | null;
}

export interface Tables {
  gaps: GapTable;
  episodes: EpisodeTable;
  events: EventTable;
  obligations: ObligationTable;
  messages: MessageTable;
  attempts: AttemptTable;
  mutes: MuteTable;
  commands: CommandTable;
  kept: KeptTable;
  malformed: MalformedTable;
}
