import { expect, test } from 'vitest';
import { isAllowedHost } from '../../src/web/allowed-host.ts';

test.each([
  ['localhost:8780', '127.0.0.1', true],
  ['LOCALHOST', '127.0.0.1', true],
  ['127.0.0.1:8780', '127.0.0.1', true],
  ['[::1]:8780', '127.0.0.1', true],
  ['vigil.lan:8780', 'vigil.lan', true],
  ['vigil.lan', 'Vigil.LAN', true],
  ['[fd00::7]:8780', 'fd00::7', true],
  ['192.168.0.7:8780', '0.0.0.0', true],
  ['[fd00::7]:8780', '::', true],
  ['evil.example', '127.0.0.1', false],
  ['evil.example:8780', '0.0.0.0', false],
  ['192.168.0.7:8780', '127.0.0.1', false],
  ['localhost.evil.example', '127.0.0.1', false],
  ['evil.example@localhost:x', '127.0.0.1', false],
  ['', '127.0.0.1', false],
  [undefined, '127.0.0.1', false],
])('Host %j at a server on %s: %s', (header, configured, allowed) => {
  expect(isAllowedHost(header, configured)).toBe(allowed);
});
