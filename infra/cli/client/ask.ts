import { failed, type Said } from '../said.ts';
import type { Place } from '../place.ts';
import { printed, type Answer } from '../print.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';
import { callOf, UnsayableError, type Call } from './call.ts';
import { refusedSaid } from './refused.ts';
import { send } from './send.ts';

export interface Asked {
  ask: OperationRequest;
  json: boolean;
  /** Where a page before ended. */
  cursor?: string;
  /** Every page of a list. */
  all?: boolean;
}

/** B4, P1. One operation, from what is asked for to what is said. */
export async function ask(place: Place, { ask: asked, json, cursor, all = false }: Asked): Promise<Said> {
  let whole: Answer | undefined;
  const seen = new Set<string>();
  for (let at = cursor; ; at = whole.nextCursor) {
    const call = called(asked, at);
    if ('code' in call) return call;
    const got = await send(place, call);
    if (got === undefined) return failed(3, 'nothing_answers', [`nothing answers at ${place.url}`], json);
    if (got.status >= 300) return refusedSaid(got, json);
    const answer = (got.body ?? {}) as Answer;
    whole = whole === undefined ? answer : joined(whole, answer);
    const { secret } = call.operation.route;
    if (got.again && secret !== undefined && whole[secret] === undefined) return lost(secret, whole, json);
    // A cursor that comes again leads nowhere.
    if (!all || whole.nextCursor === undefined || seen.has(whole.nextCursor)) return said(whole, call, json);
    seen.add(whole.nextCursor);
  }
}

function called(asked: OperationRequest, cursor: string | undefined): Call | Said {
  try {
    return callOf(asked, cursor);
  } catch (error) {
    if (error instanceof UnsayableError) return { code: 1, out: '', err: `${error.message}\n` };
    throw error;
  }
}

/** A list goes on; of all else the newest is said. */
function joined(before: Answer, { nextCursor, ...next }: Answer): Answer {
  const fields = Object.entries(next).map(([name, value]): [string, unknown] => {
    const had = before[name];
    return [name, Array.isArray(had) && Array.isArray(value) ? [...(had as unknown[]), ...(value as unknown[])] : value];
  });
  return { ...before, ...Object.fromEntries(fields), ...(nextCursor === undefined ? { nextCursor: undefined } : { nextCursor }) };
}

function said(answer: Answer, { operation }: Call, json: boolean): Said {
  const out = json ? `${JSON.stringify(answer, null, 2)}\n` : printed(answer, Object.keys(operation.answer.lists));
  return { code: answer['amiss'] === true ? 1 : 0, out, err: '' };
}

/** P2. It is said once, and the answer that said it did not arrive. */
function lost(secret: string, answer: Answer, json: boolean): Said {
  const out = json ? `${JSON.stringify(answer, null, 2)}\n` : printed(answer, []);
  return {
    code: 1,
    out,
    err: `it is done, but the answer that said its ${secret} was lost, and it is said once: revoke it, and make another\n`,
  };
}
