import * as z from 'zod';
import type { Row } from './rows.ts';
import type { TokenDesk } from './token-desk.ts';

export interface RestReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as it came, for tests to look at. */
export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface RestMarket {
  readonly desk: TokenDesk;
  readonly pageSize: number;
  /** ka10099's rows of one market. */
  readonly stocks: (marketType: string) => readonly Row[];
  /** ka10054's rows, newest first. */
  readonly history: () => readonly Row[];
  /** ka10080's rows of one stock, newest first. */
  readonly minutes: (code: string) => readonly Row[];
}

const loginSchema = z.object({
  grant_type: z.literal('client_credentials'),
  appkey: z.string(),
  secretkey: z.string(),
});
const revokeSchema = z.looseObject({ token: z.string() });
const stocksSchema = z.object({ mrkt_tp: z.enum(['0', '10']) });
/** Every filter must be there (kiwoom.md 4). */
const HISTORY_FILTERS =
  'mrkt_tp bf_mkrt_tp stk_cd motn_tp skip_stk trde_qty_tp min_trde_qty max_trde_qty ' +
  'trde_prica_tp min_trde_prica max_trde_prica motn_drc stex_tp';
const historySchema = z.object(
  Object.fromEntries(HISTORY_FILTERS.split(' ').map((filter) => [filter, z.string()])),
);

/** The code may name a venue, whose minutes are no others here. */
const minutesSchema = z.object({
  stk_cd: z.string().regex(/^\w{6}(_NX|_AL)?$/),
  tic_scope: z.literal('1'),
  upd_stkpc_tp: z.enum(['0', '1']),
});

const json = (body: object, headers?: RestReply['headers']): RestReply => ({
  status: 200,
  body: JSON.stringify(body),
  ...(headers === undefined ? {} : { headers }),
});

/** Refusals come as HTTP 200 with the code in the text (kiwoom.md 3). */
const refusal = (returnCode: number, text: string): RestReply =>
  json({ return_code: returnCode, return_msg: text });

const MISSING = refusal(2, '입력 값 오류입니다[1511:필수 입력 값에 값이 존재하지 않습니다]');

function issue({ desk }: RestMarket, body: unknown): RestReply {
  const { data } = loginSchema.safeParse(body);
  if (data === undefined) return refusal(3, '입력 값 오류입니다[8020:입력파라미터가 비어있습니다]');
  if (!desk.accepts(data.appkey, data.secretkey))
    return refusal(3, '인증에 실패했습니다[8001:App Key와 Secret Key 검증에 실패했습니다]');
  const grant = desk.issue(data.appkey);
  const message = '정상적으로 처리되었습니다';
  return json({ ...grant, token_type: 'bearer', return_code: 0, return_msg: message });
}

function revoke({ desk }: RestMarket, body: unknown): RestReply {
  const { data } = revokeSchema.safeParse(body);
  return data !== undefined && desk.revoke(data.token)
    ? refusal(0, '정상적으로 처리되었습니다')
    : refusal(3, '인증에 실패했습니다[8016:Token이 존재하지 않습니다]');
}

function page(market: RestMarket, list: string, rows: readonly Row[], from: string): RestReply {
  const start = Number(from) || 0;
  const end = start + market.pageSize;
  const more = end < rows.length;
  return json(
    { [list]: rows.slice(start, end), return_code: 0, return_msg: '정상적으로 처리되었습니다' },
    { 'cont-yn': more ? 'Y' : 'N', 'next-key': more ? String(end) : '' },
  );
}

const NOT_HERE = refusal(2, '입력 값 오류입니다[1504:해당 URI에서는 지원하는 API ID가 아닙니다]');

/** What asks for a page that is not the first. */
const pageFrom = ({ headers }: RestRequest): string =>
  headers['cont-yn'] === 'Y' ? (headers['next-key'] ?? '') : '';

function chart(market: RestMarket, request: RestRequest, body: unknown): RestReply {
  if (request.headers['api-id'] !== 'ka10080') return NOT_HERE;
  const { data } = minutesSchema.safeParse(body);
  if (data === undefined) return MISSING;
  const rows = market.minutes(data.stk_cd.slice(0, 6));
  return page(market, 'stk_min_pole_chart_qry', rows, pageFrom(request));
}

function stockInfo(market: RestMarket, request: RestRequest, body: unknown): RestReply {
  const from = pageFrom(request);
  if (request.headers['api-id'] === 'ka10099') {
    const { data } = stocksSchema.safeParse(body);
    return data === undefined ? MISSING : page(market, 'list', market.stocks(data.mrkt_tp), from);
  }
  if (request.headers['api-id'] === 'ka10054')
    return historySchema.safeParse(body).success
      ? page(market, 'motn_stk', market.history(), from)
      : MISSING;
  return NOT_HERE;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the broker answers. Any path but its own few is not there. */
export function answerRest(market: RestMarket, request: RestRequest): RestReply {
  const body = parse(request.body);
  if (request.method === 'POST' && request.path === '/oauth2/token') return issue(market, body);
  if (request.method === 'POST' && request.path === '/oauth2/revoke') return revoke(market, body);
  const answer = { '/api/dostk/stkinfo': stockInfo, '/api/dostk/chart': chart }[request.path];
  if (request.method !== 'POST' || answer === undefined)
    return { status: 404, body: '{"error":"Not Found"}' };
  const token = request.headers['authorization']?.replace(/^Bearer /, '') ?? '';
  if (market.desk.ownerOf(token) === undefined)
    return refusal(3, '인증에 실패했습니다[8005:Token이 유효하지 않습니다]');
  return answer(market, request, body);
}
