import { setInterval } from 'node:timers';

const tenths = (ms: number): number => Math.round(ms * 10) / 10;

/** This thread's own processor time, ms. */
function spent(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Watches how long the loop is held up from now on. */
export function watchLoop() {
  let [cpu, at] = [spent(), performance.now()];
  let [longestTurn, latest] = [0, 0];
  const timer = setInterval(() => {
    longestTurn = Math.max(longestTurn, spent() - cpu);
    latest = Math.max(latest, performance.now() - at - 1);
    [cpu, at] = [spent(), performance.now()];
  }, 1);
  return {
    end() {
      clearInterval(timer);
      return { longestTurnMs: tenths(longestTurn), latestTimerMs: tenths(latest) };
    },
  };
}
