import { request } from 'node:http';
import { expect, test } from 'vitest';
import { FAST, openBot, PATIENT, type Bot } from '../helpers/bot.ts';

/** Asks the page as anybody on this machine, or a browser that was led here, may. */
function ask(bot: Bot, method: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const port = Number(bot.logged.findLast(({ data }) => 'port' in data)?.data['port']);
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/', method, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end(method.startsWith('P') ? '{}' : undefined);
  });
}

test(
  'the pages of a running bot answer own names only, and nothing can be changed through them',
  PATIENT,
  async (context) => {
    const bot = await openBot(context, FAST);
    const evil = { origin: 'http://evil.example', 'content-type': 'application/json' };
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expect(await ask(bot, method, {})).toBe(405);
      expect(await ask(bot, method, evil)).toBe(405);
      expect(await ask(bot, method, { authorization: 'Bearer guess' })).toBe(405);
    }
    for (const host of ['evil.example', 'vigil.evil.example:80', '127.0.0.1.evil.example']) {
      expect(await ask(bot, 'GET', { host })).toBe(403);
    }
    for (const host of ['localhost', '127.0.0.1:1', '[::1]']) {
      expect(await ask(bot, 'GET', { host })).toBe(200);
    }
  },
);
