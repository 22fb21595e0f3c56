import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../src/feed/kiwoom/answer.ts';
import { codeIn } from '../../src/feed/kiwoom/codes.ts';

const http = (status: number, text: string, headers: Record<string, string> = {}) =>
  readAnswer({ is: 'answer', status, headers, text });
const said = (code: number, text: string): string =>
  JSON.stringify({ return_code: code, return_msg: text });

describe('an answer', () => {
  test.each([
    ['success with a number', 200, '{"return_code":0}', 'ok'],
    ['success with a text', 200, '{"return_code":"0"}', 'ok'],
    ['success without a code', 200, '{"list":[]}', 'ok'],
    ['an auth error in HTTP 200', 200, said(3, '인증에 실패했습니다[8005:Token]'), 'unauthorized'],
    ['a token of the other environment', 200, said(3, '[8031:no]'), 'unauthorized'],
    ['a token that failed', 200, said(3, '[8103:no]'), 'unauthorized'],
    ['HTTP 401', 401, '', 'unauthorized'],
    ['HTTP 401 with JSON', 401, said(3, 'no'), 'unauthorized'],
    ['HTTP 429', 429, '', 'limited'],
    ['code 5', 200, said(5, 'too many'), 'limited'],
    ['1700', 200, said(2, '허용된 요청 개수를 초과하였습니다[1700:no]'), 'limited'],
    ['an address that is not registered', 200, said(3, '[8050:no]'), 'stopped'],
    ['another address', 401, said(3, '[8010:no]'), 'stopped'],
    ['wrong keys', 200, said(3, '[8001:no]'), 'stopped'],
    ['maintenance', 200, '<html>점검중</html>', 'lost'],
    ['a redirect', 302, said(0, ''), 'lost'],
    ['a fault of the server', 503, said(0, ''), 'lost'],
    ['a list in place of an object', 200, '[]', 'lost'],
    ['nothing', 200, '', 'lost'],
    ['a missing filter', 200, said(2, '입력 값 오류입니다[1511:no]'), 'refused'],
    ['not found', 404, 'no', 'refused'],
  ])('%s', (_what, status, text, is) => {
    expect(http(status, text).is).toBe(is);
  });

  test('waits as long as told, else a second', () => {
    expect(http(429, '', { 'retry-after': '7' })).toMatchObject({ wait: 7_000 });
    expect(http(429, '', { 'retry-after': 'soon' })).toMatchObject({ wait: 1_000 });
  });

  test('is lost when there is none', () => {
    expect(readAnswer({ is: 'failed', reason: 'refused' })).toEqual({
      is: 'lost',
      reason: 'refused',
    });
  });
});

describe('the code in a text', () => {
  test.each([
    ['인증에 실패했습니다[8005:Token이 유효하지 않습니다]', '8005'],
    ['[CODE=8005, MESSAGE=Token이 유효하지 않습니다]', '8005'],
    ['[80050:five digits]', undefined],
    ['8005', undefined],
  ])('%s', (text, code) => {
    expect(codeIn(text)).toBe(code);
  });
});
