import { WRITER } from '../../src/alert/writer.ts';
import { startPipeline } from '../../src/backtest/pipeline.ts';
import { nextTurn } from '../../src/platform/in-slices.ts';
import { openStore } from '../../src/store/open-store.ts';
import { expect, test } from 'vitest';
import { channelSettings } from '../helpers/dispatch-desk.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { viFrame } from '../helpers/frames.ts';
import { rule, ruleSet } from '../helpers/rule-set.ts';
import { scriptedChannel } from '../helpers/scripted-channel.ts';

const NAMES = ['가나', '다라', '마바'];

test('of what is heard at once the first leaves before the rest is written, and all is told', async () => {
  const clock = fakeClock();
  const store = await openStore(':memory:');
  const phone = scriptedChannel({ clock });
  const written: number[] = [];
  const { intake } = await startPipeline({
    clock,
    store,
    writer: WRITER,
    outlets: [
      {
        settings: channelSettings('phone'),
        channel: {
          ...phone,
          // A request leaves in a later turn of the loop, as it does with a real client.
          async post(message) {
            await nextTurn();
            written.push((await store.rows.ledger({})).length);
            return phone.post(message);
          },
        },
      },
    ],
    stocks: new Map(),
    operator: 'phone',
    rules: () => ruleSet([rule({ notify: ['phone'] })]),
    crash(fault) {
      throw fault;
    },
  });

  NAMES.forEach((name, n) => {
    intake.frame(viFrame({ stock: `10000${n}`, name, trigger: '09:00:00' }), clock.now());
  });
  await nextTurn();
  for (const _ of NAMES) await clock.advance(1_000);

  expect(written[0]).toBe(1);
  expect(NAMES.filter((name) => phone.shown().join('\n').includes(name))).toEqual(NAMES);
  await intake.close();
});
