import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  SLACK_CHANNEL,
  type Premises,
} from '../helpers/process.ts';
import { canMount, smallDisk, type SmallDisk } from '../helpers/small-disk.ts';

const MEGABYTES = 24;
const FAULT = '⚠️ 저장소에 쓸 수 없습니다';
const BACK = '✅ 저장소가 다시 동작합니다';

// Several starts of the real process, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let premises: Premises;
let disk: SmallDisk;

beforeEach(async () => {
  premises = await openPremises();
  disk = smallDisk(join(premises.folder, 'data'), MEGABYTES)!;
});
afterEach(async () => {
  disk.clear();
  disk.remove();
  await premises.close();
});

const ballast = (): string => join(premises.folder, 'data/vigil.db.ballast');

const onPhone = (text: string): number =>
  premises.telegram.shown(ADMIN).filter((message) => message.text.includes(text)).length;

const onDesk = (text: string): number =>
  premises.slack.shown(SLACK_CHANNEL).filter((message) => message.text.includes(text)).length;

const push = (stock: string, name: string): void =>
  premises.broker.sendRaw(frameOf(firesNow(stock, name)));

/** What the page says; nothing before it is there. */
const readiness = (): Promise<number | undefined> =>
  fetch(`http://127.0.0.1:${premises.port}/readyz`).then(
    ({ status }) => status,
    () => undefined,
  );

const comesBack = (): Promise<unknown> =>
  eventually('it is ready', async () => (await readiness()) === 200, 15_000);

async function outcomes(stock: string): Promise<readonly string[]> {
  const rows = await premises.ledger();
  return rows.filter((row) => row.stock === stock).map(({ outcome }) => outcome);
}

async function startWithBallast(): Promise<void> {
  await premises.watch();
  await eventually('the ballast', () => existsSync(ballast()));
}

describe.runIf(canMount())('a full disk', () => {
  test('is told, alerts go on with the space that was kept, and it ends by itself', async () => {
    await startWithBallast();
    disk.fill();
    push('900001', '가나전자');
    await eventually('the alert', () => onPhone('가나전자') === 1 && onDesk('가나전자') === 1);
    await eventually('the notice', () => onPhone(FAULT) === 1);
    expect(await readiness()).toBe(503);
    expect(existsSync(ballast())).toBe(false);

    disk.clear();
    await comesBack();
    await eventually('the end is told', () => onPhone(BACK) === 1);
    expect(existsSync(ballast())).toBe(true);
    expect(await outcomes('900001')).toEqual(['sent', 'sent']);
  });

  test('without any space left is told, and what was heard is told when there is some', async () => {
    await startWithBallast();
    rmSync(ballast());
    disk.fill();
    push('900001', '가나전자');
    push('900002', '다라화학');
    await eventually('the notice', () => onPhone(FAULT) === 1);
    expect(await readiness()).toBe(503);
    expect(onPhone('가나전자') + onPhone('다라화학')).toBe(0);

    disk.clear();
    await comesBack();
    await eventually('the alerts', () => onPhone('가나전자') === 1 && onPhone('다라화학') === 1);
    await eventually('their ends', async () => {
      const all = [...(await outcomes('900001')), ...(await outcomes('900002'))];
      return all.length === 4 && all.every((outcome) => outcome === 'sent');
    });
  });

  test('that comes between a request and its answer loses no answer', async () => {
    await startWithBallast();
    premises.telegram.next('sendMessage', { is: 'slow', ms: 1_500 }, ({ text }) =>
      String(text).includes('가나전자'),
    );
    push('900001', '가나전자');
    await eventually('the alert', () => onPhone('가나전자') === 1 && onDesk('가나전자') === 1);
    rmSync(ballast());
    disk.fill();
    await eventually('it is noticed', async () => (await readiness()) === 503);
    await eventually('the notice', () => onPhone(FAULT) + onDesk(FAULT) === 1, 15_000);

    disk.clear();
    await comesBack();
    push('900002', '다라화학');
    await eventually('the next alert', () => onPhone('다라화학') === 1);
    expect(onPhone('가나전자')).toBe(1);
    expect(await outcomes('900001')).toEqual(['sent', 'sent']);
  });

  test('at the start is waited out', async () => {
    const before = await premises.watch();
    await before.kill('SIGKILL');
    rmSync(ballast(), { force: true });
    disk.fill();
    const bot = premises.start(['run']);
    await eventually('it waits', () => bot.stderr().includes('store '));
    expect(bot.child.exitCode).toBeNull();
    disk.clear();
    await comesBack();
    push('900001', '가나전자');
    await eventually('the alert', () => onPhone('가나전자') === 1);
  });
});
