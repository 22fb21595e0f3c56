import { isSecureUrl } from '../platform/secure-url.ts';
import type { Fault } from '../yaml/fault.ts';
import { environmentFault, type Environment } from './environment.ts';

const REAL = 'https://api.kiwoom.com';
const MOCK = 'https://mockapi.kiwoom.com';
const WS_PATH = ':10000/api/dostk/websocket';

interface Endpoints {
  readonly kiwoomRest: string;
  readonly kiwoomWs: string;
  readonly telegram: string;
  readonly slack: string;
}

const VARIABLES = {
  KIWOOM_REST_URL: /^https?:/i,
  KIWOOM_WS_URL: /^wss?:/i,
  TELEGRAM_API_ROOT: /^https?:/i,
  SLACK_API_URL: /^https?:/i,
} as const;

/** Where the services are: the environment's word, else the public ones (contract.md, kiwoom.md 2, 3). */
export function endpoints(env: Environment, market: 'real' | 'mock'): Endpoints {
  const rest = market === 'mock' ? MOCK : REAL;
  return {
    kiwoomRest: env['KIWOOM_REST_URL'] ?? rest,
    kiwoomWs: env['KIWOOM_WS_URL'] ?? `${rest.replace('https', 'wss')}${WS_PATH}`,
    telegram: env['TELEGRAM_API_ROOT'] ?? 'https://api.telegram.org',
    slack: env['SLACK_API_URL'] ?? 'https://slack.com/api/',
  };
}

/** Secrets go there: encrypted, or to this machine only. */
export const endpointFaults = (env: Environment): readonly Fault[] =>
  Object.entries(VARIABLES).flatMap(([name, scheme]) => {
    const url = env[name];
    if (url === undefined || (scheme.test(url) && isSecureUrl(url))) return [];
    const secure = name === 'KIWOOM_WS_URL' ? 'wss://' : 'https://';
    return [environmentFault(`\`${name}\` is no secure address`, `${secure}..., or this machine`)];
  });
