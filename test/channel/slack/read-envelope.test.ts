import { expect, test } from 'vitest';
import { readEnvelope } from '../../../src/channel/slack/read-envelope.ts';

const pressBy = (
  user: Record<string, unknown>,
  team: Record<string, unknown> | null | undefined,
): string | undefined =>
  readEnvelope({
    id: 'e1',
    body: {
      type: 'block_actions',
      user: { id: 'U1', ...user },
      team,
      channel: { id: 'C1' },
      actions: [{ value: 'm:005930:30m' }],
    },
  })?.person;

test.each([
  ['of the workspace', { team_id: 'T1' }, { id: 'T1' }, 'slack:T1/U1'],
  ['of another one, in a shared channel', { team_id: 'T2' }, { id: 'T1' }, 'slack:T2/U1'],
  [
    "of the workspace's own organization, by whose id Slack then calls the person",
    { team_id: 'E1' },
    { id: 'T1', enterprise_id: 'E1' },
    'slack:T1/U1',
  ],
  ['of another organization', { team_id: 'E2' }, { id: 'T1', enterprise_id: 'E1' }, 'slack:E2/U1'],
  ['whose team is not told', {}, { id: 'T1' }, 'slack:T1/U1'],
  ['where the app is a whole organization’s', { team_id: 'E1' }, null, 'slack:E1/U1'],
  ['of whom no team is told at all', {}, undefined, 'slack:/U1'],
])('a press is by the person %s', (_, user, team, person) => {
  expect(pressBy(user, team)).toBe(person);
});

const slash = (more: Record<string, unknown>) =>
  readEnvelope({
    id: 'e1',
    body: {
      command: '/vi',
      text: 'mutes',
      user_id: 'U1',
      team_id: 'T1',
      channel_id: 'C1',
      ...more,
    },
  });

test.each(['', null, 7])('a trigger id or address to answer that is %j is none', (nothing) => {
  expect(slash({ trigger_id: nothing, response_url: nothing })).toMatchObject({
    id: 'slack:e1',
    responseUrl: undefined,
  });
});
