import * as z from 'zod';
import type { Incoming } from '../incoming.ts';
import type { Envelope } from './slack-session.ts';

/** What an envelope says, before it can be answered. */
export interface Said extends Pick<Incoming, 'id' | 'chat' | 'direct' | 'person' | 'said'> {
  readonly channel: string;
  readonly user: string;
  readonly responseUrl: string | undefined;
  /** Epoch ms, where Slack tells it. */
  readonly at: number | undefined;
}

/** What a command can do without; an empty id would make different commands one. */
const SPARE = z.string().min(1).optional().catch(undefined);

const SLASH = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  team_id: z.string(),
  channel_id: z.string(),
  response_url: SPARE,
  trigger_id: SPARE,
});

const ACTIONS = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: z.object({ id: z.string(), enterprise_id: z.string().optional() }).nullish(),
  channel: z.object({ id: z.string() }),
  response_url: SPARE,
  trigger_id: SPARE,
  actions: z
    .array(z.object({ value: z.string().optional(), action_ts: z.string().optional() }))
    .min(1),
});

/** Slack escapes these three in the text of a slash command. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Chats with one person have ids that start with D. */
const place = (channel: string) => ({
  channel,
  chat: `slack:${channel}`,
  direct: channel.startsWith('D'),
});

function readSlash(envelope: Envelope): Said | undefined {
  const slash = SLASH.safeParse(envelope.body).data;
  if (slash === undefined) return undefined;
  return {
    ...place(slash.channel_id),
    id: `slack:${slash.trigger_id ?? envelope.id}`,
    person: `slack:${slash.team_id}/${slash.user_id}`,
    user: slash.user_id,
    said: { is: 'words', text: unescaped(slash.text).trim() },
    responseUrl: slash.response_url,
    at: undefined,
  };
}

/** The person's own team, which in a shared channel is another than the one it was pressed in. */
function teamOf({ user, team }: z.infer<typeof ACTIONS>): string {
  const own = user.team_id;
  // Of its own organization's people Slack tells that, but of slash commands always the workspace.
  if (own === undefined || own === team?.enterprise_id) return team?.id ?? '';
  return own;
}

function readAction(envelope: Envelope): Said | undefined {
  const press = ACTIONS.safeParse(envelope.body).data;
  const [action] = press?.actions ?? [];
  // A link button's press comes too, without a value: it has done its work in the browser.
  if (press === undefined || action?.value === undefined) return undefined;
  const at = Number(action.action_ts) * 1000;
  return {
    ...place(press.channel.id),
    id: `slack:${press.trigger_id ?? envelope.id}`,
    person: `slack:${teamOf(press)}/${press.user.id}`,
    user: press.user.id,
    said: { is: 'press', text: action.value },
    responseUrl: press.response_url,
    at: Number.isFinite(at) ? at : undefined,
  };
}

/** The words or the press in an envelope; `undefined` where there is neither. */
export const readEnvelope = (envelope: Envelope): Said | undefined =>
  readSlash(envelope) ?? readAction(envelope);
