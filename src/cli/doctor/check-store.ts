import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { examine } from '../../store/examine.ts';
import { openStore } from '../../store/open-store.ts';
import { needsSpace } from '../../store/sqlite-fault.ts';
import type { EpochMs } from '../../vi/kst.ts';
import { faultText } from '../../platform/log.ts';
import type { Said } from '../said.ts';
import type { Finding } from './finding.ts';

/** Months of ledger, its daily copies and the ballast. */
const ROOM_BYTES = 500_000_000;

const finding = (level: Finding['level'], said: Said, todo?: Said): Finding => ({
  check: 'store',
  level,
  said,
  ...(todo === undefined ? {} : { todo }),
});

const FREE_SPACE: Said = { ko: '디스크를 비우세요', en: 'free some space on that disk' };

/** The folder, or the nearest one above it that is there. */
const existing = (folder: string): string =>
  existsSync(folder) ? folder : existing(dirname(folder));

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1_000_000)} MB`;

async function checkRoom(path: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(existing(dirname(resolve(path))));
  const free = bavail * bsize;
  const said = {
    ko: `${path}, 빈 공간 ${megabytes(free)}`,
    en: `${path}, ${megabytes(free)} free`,
  };
  return free < ROOM_BYTES ? finding('warning', said, FREE_SPACE) : finding('ok', said);
}

/** A write as durable as every other: what only can be opened is no use. */
async function write(path: string, at: EpochMs): Promise<void> {
  const store = await openStore(path);
  try {
    await store.rows.keep('doctor', String(at));
  } finally {
    await store.close();
  }
}

/** Nothing is made before the first start. */
function checkAbsent(path: string): void {
  accessSync(existing(dirname(resolve(path))), constants.W_OK);
}

async function look(path: string, at: EpochMs): Promise<Finding> {
  const found = examine(path);
  switch (found.is) {
    case 'newer':
      return finding(
        'fault',
        {
          ko: `더 새로운 Vigil이 쓴 저장소입니다: ${path}`,
          en: `${path}: written by a newer Vigil`,
        },
        { ko: 'Vigil을 업데이트하세요', en: 'update Vigil' },
      );
    case 'damaged':
      return finding(
        'fault',
        { ko: `파일이 손상되었습니다: ${found.why}`, en: `the file is damaged: ${found.why}` },
        {
          ko: 'Vigil을 다시 시작하면 가장 새로운 사본(backup/)으로 되돌립니다',
          en: 'restart Vigil: it puts the newest daily copy (backup/) in its place',
        },
      );
    case 'absent':
      checkAbsent(path);
      return checkRoom(path);
    case 'sound':
      await write(path, at);
      return checkRoom(path);
  }
}

/** Whether the ledger can be read, is whole, takes a write, and has room to grow. */
export async function checkStore(path: string, at: EpochMs): Promise<Finding> {
  try {
    return await look(path, at);
  } catch (fault) {
    const said = {
      ko: `${path}을(를) 쓸 수 없습니다: ${faultText(fault)}`,
      en: `it cannot be used: ${faultText(fault)}`,
    };
    const rights: Said = {
      ko: '그 폴더를 이 사용자가 읽고 쓸 수 있게 하세요',
      en: 'let this user read and write that folder',
    };
    return finding('fault', said, needsSpace(fault) ? FREE_SPACE : rights);
  }
}
