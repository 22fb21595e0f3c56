import { relative, resolve } from 'node:path';
import { noticeMessage } from '../../alert/notice-message.ts';
import type { Notice } from '../../alert/notice.ts';
import type { OpenChannels } from '../../channel/open-channels.ts';
import type { Configuration } from '../../configuration.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import { probeNow } from '../../deliver/dispatch.ts';
import { inSlices } from '../../platform/in-slices.ts';
import { inTurn } from '../../platform/in-turn.ts';
import { faultText } from '../../platform/log.ts';
import { configFolder } from '../../yaml/config-folder.ts';
import { readingAgain, sameFiles, type FilesRead } from '../../yaml/files-read.ts';
import { menusAfter } from '../chat/menus.ts';
import { isSame } from './changes.ts';
import { diskEyes } from './disk-eyes.ts';
import type { AppParts, Live } from '../parts.ts';
import { atStart, putInForce, type Result } from './put-in-force.ts';
import { readersOf, startReader, type Reader } from './reader.ts';
import type { ReloadRequest } from './reload-desk.ts';
import { hearRequests } from './reload-requests.ts';
import { watchFiles, type FileWatch } from './watch-files.ts';

/** Rules that change while the bot runs. */
export interface Reloading {
  /** Reads everything again now; the operator hears what came of it. */
  reload(): void;
  close(): void;
}

interface Desk {
  readonly parts: AppParts;
  readonly live: Live;
  readonly dispatch: Dispatch;
  readonly tell: (notice: Notice) => void;
  readonly menus: Pick<OpenChannels, 'showMenus'>;
}

type Asked = Pick<ReloadRequest, 'force' | 'tell'>;

/** The files of the folder; what is named and lies outside is not even looked at. */
export const pathsOf = (folder: string, files: FilesRead): readonly string[] =>
  [...files.keys()]
    .map((name) => resolve(folder, name))
    .filter((path) => !relative(folder, path).startsWith('..'));

/** Everything, at a moment when nobody writes it. */
async function readStill(
  { settings: { folder }, clock }: AppParts,
  watch: FileWatch,
  reader: Reader,
): Promise<Configuration> {
  for (;;) {
    await watch.quiet();
    const read = await reader.read();
    watch.follow(pathsOf(folder, read.files));
    const isStill = readingAgain(configFolder(folder), read.files);
    if (await inSlices(clock, isStill)) return read;
  }
}

/** Reads and puts into force. The operator hears what is new, or what somebody asked for. */
function reloader({ parts, live, dispatch, tell, menus }: Desk, watch: () => FileWatch) {
  let handled = parts.configuration.files;
  const { settings, environment, clock } = parts;
  const readers = readersOf(() => startReader(settings.folder, environment, clock));
  const reload = inTurn(async ({ force, tell: isAsked }: Asked): Promise<Result> => {
    const read = await readers.use((reader) => readStill(parts, watch(), reader));
    const isNews = !sameFiles(handled, read.files);
    handled = read.files;
    const before = live.people;
    const result = await putInForce(parts, live, read, force);
    if (!isSame(before, live.people)) {
      menus.showMenus(menusAfter(before, live.people)).catch(parts.crash);
    }
    parts.log(result.ok ? 'info' : 'warn', 'reload', { ...result.notice });
    if (isNews || isAsked) tell(result.notice);
    // Wakes every lane as well: what was muted by a rule of the file may not be any more.
    probeNow(dispatch);
    return result;
  });
  const settled = async (): Promise<void> => {
    // Its folder may be another one by now, which has to be listened to.
    watch().follow(pathsOf(parts.settings.folder, handled));
    const isStill = readingAgain(configFolder(parts.settings.folder), handled);
    if (!(await inSlices(clock, isStill))) {
      await reload({ force: false, tell: false });
    }
    await readers.close();
  };
  return { reload, settled, readers };
}

const linesOf = (notice: Notice): string[] => [...noticeMessage(notice, 'ko').lines];

/** Watches the configuration, and hears who asks for a reload through the store. */
export async function startReloading(desk: Desk): Promise<Reloading> {
  const { parts, live, tell } = desk;
  const { clock, log, crash, settings, configuration } = parts;
  const { reload, settled, readers } = reloader(desk, () => watch);
  const failed = (fault: unknown): void =>
    log('error', 'reload failed', { fault: faultText(fault) });
  const watch = watchFiles({
    clock,
    eyes: diskEyes,
    stirred: () => readers.prepare(),
    settled: () => settled().catch(failed),
    crash,
  });
  watch.follow(pathsOf(settings.folder, configuration.files));
  const requests = await hearRequests(parts, async (request) => {
    const { ok, notice } = await reload(request);
    return { ok, lines: linesOf(notice) };
  });
  const wrong = await atStart(parts, live);
  if (wrong !== undefined) tell(wrong);
  return {
    reload: () => void reload({ force: false, tell: true }).catch(failed),
    close() {
      watch.close();
      requests.close();
      readers.close().catch(failed);
    },
  };
}
