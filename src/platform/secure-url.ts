const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a secret may be sent there: https or wss, or plain to this machine (reliability.md, Security). */
export function isSecureUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  if (url.protocol === 'https:' || url.protocol === 'wss:') return true;
  return (url.protocol === 'http:' || url.protocol === 'ws:') && LOOPBACK.has(url.hostname);
}
