import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { CHANNEL, GOOD, GROUP, WANTED } from './good-recording.ts';
import type { ChatRequest, FindingKind, LedgerLine, Recording, SentFrame } from './recording.ts';

const kindsIn = (recording: Recording): readonly FindingKind[] =>
  [...new Set(check(recording, WANTED).map(({ kind }) => kind))].toSorted();

const withRequests = (change: (requests: readonly ChatRequest[]) => readonly ChatRequest[]) => ({
  ...GOOD,
  requests: change(GOOD.requests).toSorted((a, b) => a.at - b.at),
});

const withLedger = (change: (rows: readonly LedgerLine[]) => readonly LedgerLine[]) => ({
  ...GOOD,
  ledger: change(GOOD.ledger),
});

const withFrames = (change: (frames: readonly SentFrame[]) => readonly SentFrame[]) => ({
  ...GOOD,
  frames: change(GOOD.frames),
});

type Change<Thing> = (thing: Thing) => Thing;

/** Everything as it is, but for what is chosen. */
const where =
  <Thing>(isChosen: (thing: Thing) => boolean, change: Change<Thing>) =>
  (things: readonly Thing[]): readonly Thing[] =>
    things.map((thing) => (isChosen(thing) ? change(thing) : thing));

const without =
  <Thing>(isChosen: (thing: Thing) => boolean) =>
  (things: readonly Thing[]): readonly Thing[] =>
    things.filter((thing) => !isChosen(thing));

const isMessage = (chat: string, id: string, op?: 'post' | 'edit') => (request: ChatRequest) =>
  request.chat === chat && request.id === id && (op === undefined || request.op === op);

const isRow = (stock: string, channel: string) => (row: LedgerLine) =>
  row.stock === stock && row.channel === channel;

const lacksLine =
  (name: string): Change<ChatRequest> =>
  (request) => ({
    ...request,
    text: request.text
      .split('\n')
      .filter((line) => !line.includes(name))
      .join('\n'),
  });

const later =
  (ms: number): Change<ChatRequest> =>
  (request) => ({ ...request, at: request.at + ms });

const again =
  (isChosen: (request: ChatRequest) => boolean, change: Change<ChatRequest>) =>
  (requests: readonly ChatRequest[]): readonly ChatRequest[] => [
    ...requests,
    ...requests.filter(isChosen).map(change),
  ];

const FIRST = isMessage(GROUP, '1');
const DIGEST = isMessage(GROUP, '2');
const REPEAT = isMessage(GROUP, '5');
const stranger: ChatRequest = {
  at: Date.parse('2026-11-20T10:01:00+09:00'),
  chat: GROUP,
  op: 'post',
  text: '🔴▲ 없는종목 상승 정적VI',
  id: '99',
};

/** Each planted, what it is, and exactly the kinds of findings it must give. */
const DEFECTS: readonly (readonly [string, Recording, readonly FindingKind[]])[] = [
  ['an alert that never came', withRequests(without(FIRST)), ['id never given', 'lost']],
  [
    'an event missing in a digest',
    withRequests(where(DIGEST, lacksLine('종목03호'))),
    ['lost', 'row without message'],
  ],
  [
    'an edit that forgets an event of its digest',
    withRequests(where(isMessage(GROUP, '2', 'edit'), lacksLine('종목03호'))),
    ['lost', 'release never shown'],
  ],
  [
    'an alert about nothing that happened',
    withRequests((all) => [...all, stranger]),
    ['unexpected'],
  ],
  [
    'a line about nothing that happened in a digest',
    withRequests(
      where(isMessage(GROUP, '2', 'post'), (one) => ({
        ...one,
        text: `${one.text}\n▲ 없는종목 정적 1회 10:00:01`,
      })),
    ),
    ['unexpected'],
  ],
  [
    'an alert in a chat that did not ask for it',
    withRequests(
      again(isMessage(GROUP, '4', 'post'), (one) => ({
        ...one,
        chat: CHANNEL,
        at: one.at + 30_000,
      })),
    ),
    ['unexpected'],
  ],
  [
    'a request that the platform refused',
    withRequests((all) => [...all, { ...stranger, id: undefined }]),
    ['unexpected'],
  ],
  [
    'an edit of a message that is not there',
    withRequests(without(isMessage(GROUP, '1', 'post'))),
    ['order', 'unexpected'],
  ],
  [
    'the same alert twice',
    withRequests(
      again(isMessage(CHANNEL, '17.900004', 'post'), (one) => ({
        ...one,
        id: '17.2',
        at: one.at + 30_000,
      })),
    ),
    ['duplicate'],
  ],
  ['a repeat without its mark', withRequests(where(REPEAT, lacksLine('다시 보냄'))), ['duplicate']],
  [
    'a marked repeat of a repeat',
    withRequests(
      again(isMessage(GROUP, '5', 'post'), (one) => ({ ...one, id: '7', at: one.at + 30_000 })),
    ),
    ['duplicate'],
  ],
  [
    'the end told twice in messages of its own',
    withRequests((all) => [
      ...all,
      ...all.filter(isMessage(CHANNEL, '17.900004', 'edit')).flatMap((one) =>
        ['17.3', '17.4'].map((id, n) => ({
          ...one,
          op: 'post' as const,
          id,
          at: one.at + 60_000 + n * 5_000,
        })),
      ),
    ]),
    ['duplicate'],
  ],
  [
    'two alerts that overtake each other',
    withRequests(where(isMessage(CHANNEL, '17.900004', 'post'), later(1_110))),
    ['order', 'window'],
  ],
  [
    'an alert that comes when all others have',
    withRequests(where(isMessage(CHANNEL, '17.900000', 'post'), later(60_000))),
    ['order'],
  ],
  [
    'two lines of a digest in the wrong order',
    withRequests(
      where(isMessage(GROUP, '2', 'post'), (one) => {
        const [head = '', first = '', second = '', ...rest] = one.text.split('\n');
        return { ...one, text: [head, second, first, ...rest].join('\n') };
      }),
    ),
    ['order'],
  ],
  [
    'two messages to a chat within 999 ms',
    withRequests(where(isMessage(CHANNEL, '17.900004', 'post'), later(-101))),
    ['window'],
  ],
  [
    '21 messages to a group within a minute',
    withRequests((all) => [
      ...all,
      ...Array.from({ length: 21 }, (_, n) => ({
        at: stranger.at + n * 2_999,
        chat: GROUP,
        op: 'post' as const,
        text: '🔕 음소거 목록',
        id: `9${n}`,
      })),
    ]),
    ['window'],
  ],
  [
    'too many edits in Slack within a minute',
    withRequests((all) => [
      ...all,
      ...all
        .filter(isMessage(CHANNEL, '17.900004', 'edit'))
        .flatMap((one) => Array.from({ length: 50 }, (_, n) => ({ ...one, at: one.at + n }))),
    ]),
    ['window'],
  ],
  ['a row that is missing', withLedger(without(isRow('900003', 'phone'))), ['row missing']],
  [
    'a row that is there twice',
    withLedger((rows) => [...rows, ...rows.filter(isRow('900003', 'phone'))]),
    ['row double'],
  ],
  [
    'a row about nothing that happened',
    withLedger((rows) => [
      ...rows,
      ...rows.slice(0, 1).map((row) => ({ ...row, stock: '123456' })),
    ]),
    ['row unexpected'],
  ],
  [
    'a row of another venue',
    withLedger(where(isRow('900003', 'phone'), (row) => ({ ...row, venue: 'nxt' }))),
    ['row missing', 'row unexpected'],
  ],
  [
    'a sent row without a message id',
    withLedger(where(isRow('900004', 'desk'), (row) => ({ ...row, message_id: null }))),
    ['id never given'],
  ],
  [
    'a sent row with the id of another message',
    withLedger(where(isRow('900004', 'desk'), (row) => ({ ...row, message_id: '17.900006' }))),
    ['row without message'],
  ],
  [
    'a sent row with the id of another chat',
    withLedger(where(isRow('900004', 'desk'), (row) => ({ ...row, message_id: '2' }))),
    ['id never given'],
  ],
  [
    'a row that says expired of what was told',
    withLedger(where(isRow('900004', 'desk'), (row) => ({ ...row, outcome: 'expired' }))),
    ['row against the chat'],
  ],
  [
    'a row that says muted where no mute was',
    withLedger(where(isRow('900004', 'desk'), (row) => ({ ...row, outcome: 'muted' }))),
    ['row against the chat'],
  ],
  [
    'a row that never ended',
    withLedger(where(isRow('900004', 'desk'), (row) => ({ ...row, outcome: 'waiting' }))),
    ['still waiting'],
  ],
  [
    'an end that is not shown',
    withRequests(without(isMessage(CHANNEL, '17.900004', 'edit'))),
    ['release never shown'],
  ],
  [
    'an end that is missing in a digest',
    withRequests(
      where(isMessage(GROUP, '2', 'edit'), (one) => ({
        ...one,
        text: one.text.replace(/(종목03호.*) → 해제.*/, '$1'),
      })),
    ),
    ['release never shown'],
  ],
  [
    'a muted stock in a message',
    withRequests((all) => [
      ...all,
      {
        ...stranger,
        text: '🔴▲ 종목11호 상승 정적VI\n10:00:03 발동 → 10:02:03~10:02:33 해제 예상',
      },
    ]),
    ['row against the chat', 'told inside a mute'],
  ],
  [
    'a muted stock that an edit adds to a digest',
    withRequests(
      where(isMessage(GROUP, '6', 'edit'), (one) => ({
        ...one,
        text: `${one.text}\n▲ 종목11호 정적 1회 10:00:03`,
      })),
    ),
    ['row against the chat', 'told inside a mute'],
  ],
  [
    'an event that is neither told nor in the ledger',
    withFrames((frames) => {
      const [first, ...rest] = frames;
      const unheard = (text: string): string => text.replaceAll(/(9000|종목)00/g, '$198');
      return first ? [first, { ...first, text: unheard(first.text) }, ...rest] : frames;
    }),
    ['lost', 'row missing'],
  ],
];

test('a good recording gives no finding', () => {
  expect(check(GOOD, WANTED)).toEqual([]);
});

describe('a planted defect is found', () => {
  test.each(DEFECTS)('%s', (_, recording, kinds) => {
    expect(kindsIn(recording)).toEqual(kinds);
  });
});

describe('what a gap excuses', () => {
  const [first] = GOOD.frames;
  const at = first?.at ?? 0;
  const gap = { from: at, to: at + 1 };
  const silent = withRequests(
    without((request) => FIRST(request) || isMessage(CHANNEL, '17.900000')(request)),
  );
  const unseen = { ...silent, ledger: GOOD.ledger.filter(({ stock }) => stock !== '900000') };

  test('nothing, once a later frame told the same event', () => {
    expect(kindsIn({ ...unseen, gaps: [gap] })).toEqual(['lost', 'row missing']);
  });

  test('an event that no frame outside it told', () => {
    const frames = GOOD.frames.filter((frame) => frame === first || !frame.text.includes('900000'));
    expect(kindsIn({ ...unseen, frames, gaps: [gap] })).toEqual([]);
  });

  test('its place in the order', () => {
    const late = withRequests(where(isMessage(CHANNEL, '17.900000', 'post'), later(60_000)));
    expect(kindsIn({ ...late, gaps: [gap] })).toEqual([]);
  });
});

test('the same stock on another venue in the same second is owed a row of its own', () => {
  const frames = GOOD.frames.flatMap((frame) => [
    frame,
    { ...frame, text: frame.text.replaceAll('900000"', '900000_NX"') },
  ]);
  expect(kindsIn({ ...GOOD, frames })).toEqual(['row missing']);
});
