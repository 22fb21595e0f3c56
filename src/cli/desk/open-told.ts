import { faultText } from '../../platform/log.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { Io } from '../io.ts';

/** What people are told of a store that cannot be used: another user's, a full or a foreign file. */
export const cannotOpen = (path: string, fault: unknown): string =>
  `저장소를 열 수 없습니다 (the store cannot be opened): ${path}: ${faultText(fault)}`;

/** Opens the store; `undefined` when it cannot be opened, which is told. */
export async function openTold(path: string, io: Io): Promise<Store | undefined> {
  try {
    return await openStore(path);
  } catch (fault) {
    io.tell(cannotOpen(path, fault));
    return undefined;
  }
}
