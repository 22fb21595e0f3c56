import { escapeXml } from '../platform/escape-xml.ts';
import { COLUMNS, figuresOf, inSeconds, tableOf, titleOf, type Report } from './report.ts';
import type { HalfHour } from './summary.ts';

const BAR = { width: 40, gap: 12, height: 180, foot: 40 } as const;

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { padding: .2rem .8rem; border-bottom: 1px solid #8884; text-align: right; }
th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left; }
svg { max-width: 100%; } svg text { font-size: 11px; text-anchor: middle; fill: currentColor; }
.events { fill: #8886; } .messages { fill: #d33; }
:root { color-scheme: light dark; }`;

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const row = (cell: 'td' | 'th', cells: readonly (string | number)[]): string =>
  element('tr', cells.map((one) => element(cell, escapeXml(String(one)))).join(''));

function bars({ from, events, messages }: HalfHour, index: number, most: number): string {
  const x = index * (BAR.width + BAR.gap);
  const bar = (word: string, count: number, left: number): string => {
    const height = Math.round((count / most) * BAR.height);
    const top = BAR.height - height;
    return `<rect class="${word}" x="${left}" y="${top}" width="${BAR.width / 2}" height="${height}"><title>${from} ${word} ${count}</title></rect>`;
  };
  const middle = x + BAR.width / 2;
  return [
    bar('events', events, x),
    bar('messages', messages, middle),
    `<text x="${middle}" y="${BAR.height + 15}">${from}</text>`,
    `<text x="${middle}" y="${BAR.height + 30}">${messages} / ${events}</text>`,
  ].join('');
}

function plot(halfHours: readonly HalfHour[]): string {
  const most = Math.max(1, ...halfHours.flatMap(({ events, messages }) => [events, messages]));
  const width = Math.max(1, halfHours.length) * (BAR.width + BAR.gap);
  const drawn = halfHours.map((one, index) => bars(one, index, most)).join('');
  return `<svg viewBox="0 0 ${width} ${BAR.height + BAR.foot}" role="img">${drawn}</svg>`;
}

function difference({ difference: found }: Report): string {
  if (found === undefined) return '';
  const { before, after } = found.waiting;
  const changes = found.rules.map((one) => [one.rule, '', one.before ?? '-', one.after ?? '-']);
  const figures = [
    ['새 알림 (new)', '', '', found.new.length],
    ['사라진 알림 (gone)', '', '', found.gone.length],
    ['p95', '', inSeconds(before.p95), inSeconds(after.p95)],
  ];
  const rows = [...figures, ...changes].map((cells) => row('td', cells)).join('');
  const head = row('th', ['규칙 (rule)', '', 'before', 'after']);
  return `<h2>지금 규칙과 비교 (against the running rules)</h2>${element('table', head + rows)}`;
}

/** The report as a page of its own: no script, nothing from elsewhere. */
export function htmlReport(report: Report): string {
  const head = row('th', ['규칙 (rule)', '채널 (channel)', 'matched', ...COLUMNS]);
  const table = element(
    'table',
    head +
      tableOf(report)
        .map((one) => row('td', one))
        .join(''),
  );
  const body = [
    element('h1', 'vigil backtest'),
    element('p', escapeXml(titleOf(report))),
    table,
    figuresOf(report)
      .map((line) => element('p', escapeXml(line)))
      .join(''),
    '<h2>30분마다 메시지 / 이벤트 (messages / events per 30 minutes)</h2>',
    plot(report.halfHours),
    difference(report),
  ];
  const title = element('title', `vigil backtest ${escapeXml(report.days.join(', '))}`);
  return `<!doctype html>\n<html lang="ko"><meta charset="utf-8">${title}<style>${STYLE}</style>\n${body.join('\n')}\n</html>\n`;
}
