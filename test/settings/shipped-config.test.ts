import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { schemaOf } from '../../src/cli/schema.ts';
import { loadConfiguration } from '../../src/configuration.ts';
import { describedEvent } from '../../src/rules/described-event.ts';
import { configFolder } from '../../src/yaml/config-folder.ts';

const CONFIG = fileURLToPath(new URL('../../config', import.meta.url));

const shipped = () => loadConfiguration(configFolder(CONFIG), {}, { today: '2026-11-20' });

test('the shipped configuration needs no account and has neither faults nor warnings', () => {
  const { settingsFaults, rulesFaults, warnings, settings } = shipped();
  expect([...settingsFaults, ...rulesFaults, ...warnings]).toEqual([]);
  expect(settings).toMatchObject({
    feed: { source: 'simulator' },
    channels: [{ name: 'screen', target: { platform: 'console' } }],
  });
});

test('the shipped rules tell every interruption that begins', () => {
  const event = describedEvent({
    stock: '0126Z0',
    day: '2026-11-20',
    time: '12:00:00',
    heardAt: 0,
  });
  expect(
    shipped()
      .rules?.match(event)
      .map(({ notify }) => notify),
  ).toEqual([['screen']]);
});

test.for([
  ['rules', 'rules.yaml'],
  ['vigil', 'vigil.yaml'],
  ['test', 'rules.test.yaml'],
] as const)('config/schema/%s.json is what `vigil schema` prints for %s', ([file, name]) => {
  expect(readFileSync(join(CONFIG, 'schema', `${file}.json`), 'utf8')).toBe(schemaOf(file));
  const first = readFileSync(join(CONFIG, name), 'utf8').split('\n')[0];
  expect(first).toBe(`# yaml-language-server: $schema=schema/${file}.json`);
});

test('every word under `when` tells what it is, and a code may be a number', () => {
  const { definitions } = JSON.parse(schemaOf('rules')) as {
    definitions: { when: { properties: Record<string, { description?: string }> } };
  };
  const words = Object.entries(definitions.when.properties);
  expect(words).toHaveLength(23);
  expect(words.filter(([, word]) => word.description === undefined)).toEqual([]);
  expect(JSON.stringify(definitions.when.properties['stock'])).toContain('integer');
});
