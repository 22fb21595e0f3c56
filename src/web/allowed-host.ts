import { isIP } from 'node:net';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const WILDCARDS = ['0.0.0.0', '[::]'];

const bracketed = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host.toLowerCase());

/** The name in a `Host` header without its port; `undefined` when it is none. */
const nameIn = (header: string): string | undefined => URL.parse(`http://${header}`)?.hostname;

/**
 * Whether a request may be answered, by its `Host` header: a page elsewhere that lets its own name
 * point here (DNS rebinding) sends that name. Loopback names and the configured host pass; a server
 * on all addresses is also known by any bare address, which no foreign name can imitate.
 */
export function isAllowedHost(header: string | undefined, configured: string): boolean {
  const name = nameIn(header ?? '');
  if (name === undefined) return false;
  const own = bracketed(configured);
  if (LOOPBACK.includes(name) || name === own) return true;
  return WILDCARDS.includes(own) && isIP(name.replaceAll(/[[\]]/g, '')) > 0;
}
