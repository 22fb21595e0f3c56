import { describe, expect, test } from 'vitest';
import { readMessage } from '../../src/feed/kiwoom/messages.ts';
import { REG_TEXT, stepOn } from '../../src/feed/kiwoom/steps.ts';

const LOGIN_FINE = '{"trnm":"LOGIN","return_code":0,"return_msg":"","sor_yn":"Y"}';
const LOGIN_REFUSED =
  '{"trnm":"LOGIN","return_code":805004,"return_msg":"[CODE=8005, MESSAGE=Token이 유효하지 않습니다]"}';
const SYSTEM = '{"trnm":"SYSTEM","code":"R10001","message":"동일한 App key로 접속이 되었습니다"}';

describe('a message', () => {
  test.each([
    ['{"trnm":"PING"}', 'ping'],
    ['{ "trnm": "PING" }', 'ping'],
    ['{"trnm":"REAL","data":null}', 'events'],
    ['{"data":[], "trnm" : "REAL"}', 'events'],
    [LOGIN_FINE, 'answer'],
    [SYSTEM, 'system'],
    ['{"trnm":"OTHER"}', 'events'],
    ['PING', 'events'],
    ['', 'events'],
    ['null', 'events'],
    ['[]', 'events'],
  ])('%s is of its kind', (text, is) => {
    expect(readMessage(text).is).toBe(is);
  });

  test('tells success by a number or a text', () => {
    for (const zero of ['0', '"0"'])
      expect(readMessage(`{"trnm":"REG","return_code":${zero}}`)).toMatchObject({ ok: true });
    for (const other of ['1', '"00"', '""', 'null'])
      expect(readMessage(`{"trnm":"REG","return_code":${other}}`)).not.toMatchObject({ ok: true });
  });
});

describe('a step', () => {
  test('asks for the market once LOGIN was accepted', () => {
    expect(stepOn('login', readMessage(LOGIN_FINE))).toEqual({ send: REG_TEXT, step: 'reg' });
  });

  test('drops the token that LOGIN refuses', () => {
    expect(stepOn('login', readMessage(LOGIN_REFUSED)).end?.is).toBe('unauthorized');
  });

  test.each(['opening', 'login', 'reg', 'watching'] as const)('ends by a takeover: %s', (step) => {
    const end = stepOn(step, readMessage(SYSTEM)).end;
    expect(end).toMatchObject({ is: 'stopped', why: 'takeover' });
  });

  test.each(['R10002', 'R10004'])('is lost by %s', (code) => {
    const { end } = stepOn('watching', readMessage(`{"trnm":"SYSTEM","code":"${code}"}`));
    expect(end?.is).toBe('lost');
  });

  test.each([
    ['watching', LOGIN_FINE],
    ['watching', '{"trnm":"REG","return_code":1}'],
    ['login', '{"trnm":"REG","return_code":0}'],
    ['watching', '{"trnm":"SYSTEM","return_code":"0","return_msg":"notice"}'],
  ] as const)('%s is not moved by %s', (step, text) => {
    expect(stepOn(step, readMessage(text))).toEqual({});
  });
});
