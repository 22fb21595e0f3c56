import type { Gate } from '../../feed/kiwoom/gate.ts';
import type { Clock } from '../../platform/clock.ts';
import { postJson, type HttpOutcome } from '../../platform/http.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Finding } from './finding.ts';

const MOST_OFF_MS = 2_000;
/** A `Date` header has whole seconds: on average it is half a second old. */
const HALF_SECOND_MS = 500;
const DEADLINE_MS = 5_000;
const MAX_BYTES = 64 * 1024;

/** By how many ms this machine's clock is ahead of a service's; `undefined`: nobody told. */
export interface ClockBook {
  offset: number | undefined;
}

/** Notes what time the other side says it is. The answer took its time in both directions. */
function note(book: ClockBook, clock: Clock, outcome: HttpOutcome, took: number): void {
  const date = outcome.is === 'answer' ? Date.parse(outcome.headers['date'] ?? '') : NaN;
  if (!Number.isNaN(date)) book.offset ??= clock.now() - took / 2 - (date + HALF_SECOND_MS);
}

/** The gate, with an eye on the broker's clock. */
export const watchingTime =
  (gate: Gate, clock: Clock, book: ClockBook): Gate =>
  async (request) => {
    const began = clock.elapsed();
    const outcome = await gate(request);
    note(book, clock, outcome, clock.elapsed() - began);
    return outcome;
  };

/** Asks a chat platform, where the broker was not asked. Any answer at all has a date. */
async function askChats({ channels, telegram, slack }: Settings, clock: Clock, book: ClockBook) {
  const uses = (platform: string): boolean =>
    channels.some(({ target }) => target.platform === platform);
  const urls = [
    ...(telegram !== undefined && uses('telegram') ? [telegram.apiRoot] : []),
    ...(slack !== undefined && uses('slack') ? [slack.apiUrl] : []),
  ];
  const { signal } = new AbortController();
  for (const url of urls) {
    const began = clock.elapsed();
    const asked = { url, headers: {}, body: {}, deadline: DEADLINE_MS, maxBytes: MAX_BYTES };
    const outcome = await postJson(clock, { ...asked, signal });
    note(book, clock, outcome, clock.elapsed() - began);
  }
}

function judge(offset: number | undefined): Finding {
  if (offset === undefined) {
    const said = { ko: '비교할 곳이 없습니다', en: 'nothing to compare it with' };
    return { check: 'clock', level: 'ok', said };
  }
  const seconds = Math.round(Math.abs(offset) / 1000);
  if (Math.abs(offset) <= MOST_OFF_MS) {
    return { check: 'clock', level: 'ok', said: { ko: '맞습니다', en: 'within 2 s' } };
  }
  const [fast, slow] = [offset > 0 ? '빠릅니다' : '느립니다', offset > 0 ? 'ahead' : 'behind'];
  return {
    check: 'clock',
    level: 'warning',
    said: { ko: `${seconds}초 ${fast}`, en: `${seconds} s ${slow}` },
    todo: {
      ko: '운영체제의 시간 자동 맞춤(NTP)을 켜세요. 늦은 알림을 잘못 가립니다',
      en: "switch on the system's time synchronisation (NTP): lateness is told by this clock",
    },
  };
}

/** Whether the machine's clock is right, by what the services that were asked anyway say. */
export async function checkClock(
  settings: Settings | undefined,
  clock: Clock,
  book: ClockBook,
): Promise<Finding> {
  if (book.offset === undefined && settings !== undefined) await askChats(settings, clock, book);
  return judge(book.offset);
}
