import type { ChatFigures } from './measure.ts';
import type { Result } from './scenarios.ts';

const HEADER = [
  'program',
  'chat',
  'shown',
  'slowest s',
  'median s',
  'ends shown',
  '429s',
  'messages',
  'overtaken',
  'told again, unmarked',
  'mute held',
];

function heldText(held: boolean | undefined): string {
  if (held === undefined) return '-';
  return held ? 'yes' : 'no';
}

const cells = ({ name, muteHeld }: Result, chat: string, figures: ChatFigures): string[] => [
  name,
  chat,
  `${figures.shown}/${figures.of}`,
  figures.slowest === undefined ? 'never' : figures.slowest.toFixed(1),
  figures.median === undefined ? '-' : figures.median.toFixed(1),
  muteHeld === undefined ? `${figures.released}/${figures.of}` : '-',
  String(figures.refused),
  String(figures.messages),
  String(figures.overtaken),
  String(figures.repeated),
  heldText(muteHeld),
];

const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;

const rowsOf = (result: Result): readonly string[][] =>
  Object.entries(result.chats).map(([chat, figures]) => cells(result, chat, figures));

/** The results of one scenario as a Markdown table, the settings below it. */
export function table(title: string, results: readonly Result[]): string {
  const numbered = results.map((result, n) => ({ ...result, name: `${result.name} (${n + 1})` }));
  const settings = numbered.map(({ name, setting }) => `${name}: ${setting}`);
  const rows = [HEADER, HEADER.map(() => '---'), ...numbered.flatMap(rowsOf)];
  return [`## ${title}`, '', ...rows.map(line), '', ...settings, ''].join('\n');
}
