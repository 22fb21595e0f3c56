import type { UserFromGetMe } from 'telegraf/types';
import * as z from 'zod';
import { backOff } from '../../platform/back-off.ts';
import { sleep, type Clock } from '../../platform/clock.ts';
import type { InboxState } from '../inbox-state.ts';
import type { Transport } from './transport.ts';

export interface WhoAmIOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly told: (state: InboxState) => void;
}

const ME = z.object({
  id: z.number(),
  first_name: z.string().default(''),
  username: z.string().default(''),
});
const LONGEST_BACK_OFF_MS = 30_000;

const bot = (me: z.infer<typeof ME>): UserFromGetMe => ({
  ...me,
  is_bot: true,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
});

/** Asks until Telegram tells who the bot is: without its name `/mute@bot` cannot be read. */
export async function whoAmI(
  { transport, clock, told }: WhoAmIOptions,
  signal: AbortSignal,
): Promise<UserFromGetMe | undefined> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    const reply = await transport.call('getMe', {}, { signal });
    const me = reply.is === 'ok' ? ME.safeParse(reply.result).data : undefined;
    if (me !== undefined) return bot(me);
    if (!signal.aborted) told({ is: 'failing', reason: 'Telegram does not say who the bot is' });
    await sleep(clock, backOff(failures, LONGEST_BACK_OFF_MS), signal);
  }
  return undefined;
}
