import * as z from 'zod';
import type { Refusal } from './faults.ts';

const MOST_A_SECOND = 5;
const MOST_ITEMS = 200;

const registrationSchema = z.looseObject({
  data: z.array(z.looseObject({ item: z.array(z.string()), type: z.array(z.string()) })),
});

function itemsIn(text: string): number | undefined {
  const { data } = registrationSchema.safeParse(JSON.parse(text));
  return data?.data.reduce((sum, { item, type }) => sum + item.length * type.length, 0);
}

/** Why the broker refuses this REG, if it does (kiwoom.md 2). `times`: of all REG so far, ms. */
export function registrationFault(
  text: string,
  loggedIn: boolean,
  times: readonly number[],
): Refusal | undefined {
  if (!loggedIn)
    return { code: 100013, text: '로그인 인증이 들어오기 전에 다른 전문이 들어왔습니다' };
  const last = times.at(-1) ?? 0;
  if (times.filter((at) => last - at < 1_000).length > MOST_A_SECOND)
    return { code: 105110, text: '실시간 등록 요청 건수를 초과했습니다' };
  const items = itemsIn(text);
  if (items === undefined) return { code: 105108, text: '실시간 등록 형식이 맞지 않습니다' };
  if (items > MOST_ITEMS) return { code: 105115, text: '실시간 등록 개수를 초과했습니다' };
  return undefined;
}
