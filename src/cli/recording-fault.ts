import { faultText } from '../platform/log.ts';

const isMissing = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';

/** Why a command could do nothing with a recording's file. */
export const recordingFault = (file: string, fault: unknown): string =>
  isMissing(fault)
    ? `${file}: 없는 파일입니다; 기록은 JSON 줄이거나 그 gzip입니다 (there is no such file; a recording is JSON lines, or those in gzip)`
    : `${file}: ${faultText(fault)}`;

/** Why a file that could be read is no recording. */
export const nothingIn = (file: string): string =>
  `${file}: 시각이 있는 프레임이 없습니다 (no frame that says when it came)`;
