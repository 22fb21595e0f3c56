import { compose, fits } from '../../../src/alert/compose.ts';
import { noticeMessage } from '../../../src/alert/notice-message.ts';
import { answeringChannel } from '../../../src/backtest/answering-channel.ts';
import { startPipeline } from '../../../src/backtest/pipeline.ts';
import { virtualClock } from '../../../src/platform/virtual-clock.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { instantOf, timeOf } from '../../../src/vi/kst.ts';
import { channelSettings } from '../../helpers/dispatch-desk.ts';
import { viFrame } from '../../helpers/frames.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';

const EVENTS = 5_000;
const EACH_MS = 4_500;
const LASTS_MS = 120_000;

/** Everything an extreme day needs; the result plays it. */
export async function extremeDay(): Promise<() => Promise<void>> {
  const clock = virtualClock(instantOf('2026-11-20', '09:00:30'));
  const rules = ruleSet([rule({ notify: ['phone', 'desk'] })]);
  const settings = [
    channelSettings('phone', { target: { platform: 'telegram', chat: '1', topic: undefined } }),
    channelSettings('desk', { target: { platform: 'slack', channel: 'C1' } }),
  ];
  const { intake } = await startPipeline({
    clock,
    store: await openStore(':memory:'),
    writer: { compose, fits, notice: noticeMessage },
    outlets: settings.map((each) => ({
      settings: each,
      channel: answeringChannel(each, clock),
    })),
    stocks: new Map(),
    operator: 'phone',
    rules: () => rules,
    crash(fault) {
      throw fault;
    },
  });
  return async () => {
    for (let n = 0; n < EVENTS; n += 1) {
      const vi = {
        stock: String(100_000 + (n % 2_500)),
        name: `종목${n % 2_500}`,
        trigger: timeOf(clock.now()),
      };
      intake.frame(viFrame(vi), clock.now());
      clock.after(LASTS_MS, () => {
        intake.frame(viFrame({ ...vi, release: timeOf(clock.now()) }), clock.now());
      });
      await clock.advance(EACH_MS);
    }
  };
}
