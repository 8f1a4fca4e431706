import type { IncomingMessage } from 'node:http';
import { beginCall, dropCall, endCall } from '#contexts/access/app/idempotency.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { ProblemCode, ProblemDetails } from '#doors/problem-json.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export type Refused = { refused: ProblemCode } & ProblemDetails;

/** What a call comes to. `changed`: what is worth keeping of it; undefined where nothing was changed. */
export interface Spoken {
  status: number;
  body: object;
  kept?: object;
}

type Act = (newId?: () => string) => Promise<Spoken | Refused>;

/** P2. With a key a call is done once, however often it is sent; without one it is just done. */
export async function keyed(
  system: System,
  who: Principal,
  request: IncomingMessage,
  asked: OperationRequest,
  { act, refusal }: { act: Act; refusal: () => Promise<Refused | undefined> },
): Promise<Spoken | Refused> {
  const key = keyOf(request);
  if (key === undefined) return act();
  if ('refused' in key) return key;
  const call = { owner: who.token ?? `${who.kind}:${who.id}`, key: key.text, fingerprint: system.hash(canonical(asked)) };
  const begun = await beginCall(system, call);
  // Rights may have been taken since: what was kept is for those who may ask for it now.
  if ('kept' in begun) return (await refusal()) ?? { status: 200, body: JSON.parse(begun.kept.body) as object };
  if ('refused' in begun)
    return begun.refused === 'key_reused' ? { refused: 'key_reused' } : { refused: begun.refused, retryAfter: begun.retryAfter / 1000 };
  const { id, newId } = begun.go;
  try {
    const done = await act(newId);
    const kept = 'refused' in done || done.kept === undefined ? undefined : { status: done.status, body: JSON.stringify(done.kept) };
    await endCall(system, id, kept);
    return done;
  } catch (error) {
    await dropCall(system, id);
    throw error;
  }
}

function keyOf({ headers }: IncomingMessage): { text: string } | Refused | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return { text: key };
  const problem = { path: 'Idempotency-Key', code: 'invalid_value', message: 'must be 1 to 200 printable characters without blanks' };
  return { refused: 'invalid_request', problems: [problem] };
}

/** The same for whatever order its fields came in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join()}}`;
}
