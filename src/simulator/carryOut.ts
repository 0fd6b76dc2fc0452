import type { Api, ApiAnswer, ApiRequest } from './api';
import type { Fault } from './fault';
import type { OpenRecord } from './wireLog';

/** Carries a request out as often as the fault says, and notes whether it was. Null: never. */
export function carryOut(
  api: Api,
  request: ApiRequest,
  record: OpenRecord,
  applies: Fault['applies'] = 'once',
): ApiAnswer | null {
  const answer = applies === 'never' ? null : api(request);
  if (applies === 'twice') api(request);
  record.applied = answer?.applied ?? false;
  return answer;
}

/** Stands in where a fault wants the real answer although nothing was carried out. */
export const NOTHING_APPLIED: ApiAnswer = {
  status: 200,
  headers: { 'Content-Type': 'application/json;charset=UTF-8' },
  body: '{"statusCode":0}',
  applied: false,
};
