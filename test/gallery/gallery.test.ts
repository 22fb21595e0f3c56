import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/alert/message.ts';
import { NOTICE_KIND } from '../../src/alert/notice.ts';
import { COMMANDS } from '../../src/command/commands/index.ts';
import { SIMULATED_STOCKS } from '../../src/feed/simulator/simulated-stock.ts';
import { TELL_ALL } from '../../src/settings/settings.ts';
import { STOCKS } from '../command/state.ts';
import { indexPage } from './index-page.ts';
import type { Scene } from './scenes/scene.ts';
import { SHEETS } from './sheets.ts';

const SCENES = SHEETS.flatMap(({ scenes }) => scenes);
const FOLDER = new URL('../../docs/gallery/', import.meta.url);

/** What people and exchanges call things is in no language of ours. */
const SAID =
  '대성에너지,액스비스,형지I&C,한미반도체,에코프로비엠,삼성SDI,알테오젠,삼섬전자,카페24,서전기전,' +
  '상승 VI 2회까지,반도체 VI,호가 먼저,장 초반 급락,반도체,이차전지,관심,점심,ㅅㅅㅈㅈ';
const LISTED = [...SIMULATED_STOCKS, ...STOCKS.values()].map(({ name }) => name);
const NAMES = [...LISTED, ...SAID.split(',')].toSorted((one, other) => other.length - one.length);

const PERSON = /(?<= )나(?= |$)/gm;

const withoutNames = (text: string): string =>
  NAMES.reduce((left, name) => left.replaceAll(name, ''), text.replaceAll(PERSON, ''));

describe('the gallery', () => {
  test('has a scene for each notice', () => {
    const shown = new Set(SCENES.map(({ shows }) => shows));
    expect(Object.keys(NOTICE_KIND).filter((notice) => !shown.has(notice))).toEqual([]);
  });

  test('has a scene for each kind of message that a channel can turn off', () => {
    const shown = new Set(SCENES.map(({ kind }) => kind));
    expect(
      Object.keys(TELL_ALL).filter((kind) => !shown.has(kind as keyof typeof TELL_ALL)),
    ).toEqual([]);
  });

  test('has a scene for each command, and one for no command', () => {
    const said = new Set(SCENES.flatMap((scene) => scene.said?.split(' ')[0] ?? []));
    const names = COMMANDS.map(({ name }) => name);
    expect(names.filter((name) => !said.has(name))).toEqual([]);
    expect([...said].filter((name) => !names.includes(name))).toHaveLength(1);
  });

  test('is drawn, sheet by sheet, each small enough to be looked at', () => {
    const paths = SHEETS.map(({ name }) => new URL(`${name}.png`, FOLDER));
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    expect(paths.filter((path) => statSync(path).size > 300_000)).toEqual([]);
    expect(readFileSync(new URL('README.md', FOLDER), 'utf8')).toBe(indexPage(SHEETS));
  });
});

const textsOf = (scene: Scene, locale: Locale): readonly string[] => {
  const { lines, buttons } = scene.message(locale);
  return [...lines, ...buttons.flat().map(({ label }) => label)];
};

describe.each(SCENES.map((scene) => [scene.shows, scene] as const))('%s', (_shows, scene) => {
  test.each(LOCALES)('has no gap in %s', (locale) => {
    const texts = textsOf(scene, locale);
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    expect(texts.join('\n')).not.toMatch(/undefined|NaN|\[object|null/);
  });

  test('is wholly English in English', () => {
    expect(withoutNames(textsOf(scene, 'en').join('\n'))).not.toMatch(/[가-힣ㄱ-ㅎ]/);
  });
});
