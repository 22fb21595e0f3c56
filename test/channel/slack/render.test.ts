import { expect, test } from 'vitest';
import type { Message } from '../../../src/alert/message.ts';
import {
  commentOf,
  contentOf,
  editArguments,
  postArguments,
} from '../../../src/channel/slack/render.ts';

const message = (given: Partial<Message> = {}): Message => ({
  lines: ['<머리> & 줄', '둘 <!channel>', '셋 &'],
  buttons: [],
  silent: false,
  tone: 'up',
  ...given,
});
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const TEXT = '&lt;머리&gt; &amp; 줄';
const BODY = section(`*${TEXT}*\n둘 &lt;!channel&gt;\n셋 &amp;`);
const QUIET = { link_names: false, unfurl_links: false, unfurl_media: false };

test('a post has sections with the first line set off, a line for the phone, and pings nobody', () => {
  expect(postArguments('C1', message())).toStrictEqual({
    channel: 'C1',
    text: TEXT,
    blocks: [BODY],
    ...QUIET,
  });
});

test('what stands over a picture is the same text, the first line set off', () => {
  expect(commentOf(message())).toBe(`*${TEXT}*\n둘 &lt;!channel&gt;\n셋 &amp;`);
});

test('a post in a thread, and a plain one, short and without blocks', () => {
  expect(postArguments('C1', message(), { replyTo: '1.2' })).toHaveProperty('thread_ts', '1.2');
  expect(postArguments('C1', message(), { plain: false })).toHaveProperty('blocks');
  expect(postArguments('C1', message(), { plain: true })).toEqual({
    channel: 'C1',
    text: `${TEXT}\n둘 &lt;!channel&gt;\n셋 &amp;`,
    ...QUIET,
  });
  const long = postArguments('C1', message({ lines: ['x'.repeat(5_000)] }), { plain: true });
  expect(long.text).toBe(`${'x'.repeat(999)}…`);
});

test('an edit says the same of the message that is there', () => {
  expect(editArguments('C1', '1.2', message())).toEqual({
    channel: 'C1',
    ts: '1.2',
    text: TEXT,
    blocks: [BODY],
    link_names: false,
  });
});

test('buttons stand in one row of actions, numbered, with a value or a page', () => {
  const { blocks } = contentOf(
    message({
      buttons: [
        [{ label: '끄\u202E기'.padEnd(90, 'ㅋ'), press: 'm:1' }],
        [{ label: '차트', url: 'https://example.com' }],
      ],
    }),
  );
  const button = (id: number, text: string) => ({
    type: 'button',
    action_id: `vigil-${id}`,
    text: { type: 'plain_text', text },
  });
  expect(blocks).toEqual([
    BODY,
    {
      type: 'actions',
      elements: [
        { ...button(0, `${'끄기'.padEnd(74, 'ㅋ')}…`), value: 'm:1' },
        { ...button(1, '차트'), url: 'https://example.com' },
      ],
    },
  ]);
});

const textsOf = (lines: readonly string[]): readonly string[] =>
  contentOf(message({ lines })).blocks.flatMap((block) =>
    block.type === 'section' ? [block.text?.text ?? ''] : [],
  );

test('long messages fill section after section, and no line is split between two', () => {
  const lines = ['머리', ...Array.from({ length: 38 }, (_, n) => String(n).padStart(99, '.'))];
  const texts = textsOf(lines);
  expect(texts).toHaveLength(2);
  expect(texts.join('\n')).toBe(['*머리*', ...lines.slice(1)].join('\n'));
  for (const { length } of texts) expect(length).toBeLessThanOrEqual(2_900);
  expect(texts[0]?.length).toBeGreaterThan(2_800);
});

test('a group that is exactly full takes no more, and one letter less does', () => {
  const first = 'x'.repeat(1_000);
  // `*first*` and a line end are 1,003.
  expect(textsOf([first, 'y'.repeat(1_897)])).toHaveLength(1);
  expect(textsOf([first, 'y'.repeat(1_898)])).toHaveLength(2);
});

test('an escaped line that no section carries is cut before it is escaped', () => {
  expect(textsOf(['x'.repeat(2_898)])).toEqual([`*${'x'.repeat(2_898)}*`]);
  expect(textsOf(['x'.repeat(2_899)])).toEqual([`*${'x'.repeat(577)}…*`]);
  const [cut = ''] = textsOf(['&'.repeat(3_000)]);
  expect(cut).toBe(`*${'&amp;'.repeat(577)}…*`);
});

test('an empty first line has no stars', () => {
  expect(textsOf(['', '둘'])).toEqual(['\n둘']);
  expect(textsOf([' ', '둘'])).toEqual([' \n둘']);
  expect(contentOf(message({ lines: [] })).text).toBe('');
});

test('Slack’s total is kept: what exceeds it is left away', () => {
  const texts = textsOf(Array.from({ length: 4 }, () => '<'.repeat(700)));
  expect(texts).toHaveLength(3);
});

test('the line for the phone is cut and escaped', () => {
  expect(contentOf(message({ lines: ['<'.repeat(400)] })).text).toBe(`${'&lt;'.repeat(299)}…`);
  expect(contentOf(message({ lines: ['\u202E가\u0000'] })).text).toBe('가 ');
});
