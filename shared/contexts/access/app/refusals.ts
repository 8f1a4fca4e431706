import { actingRefused } from '#contexts/access/app/act.ts';
import type { Refusal } from '#contexts/access/app/authorize.ts';
import { noteRefusal, type Refused } from '#contexts/access/app/note-refusal.ts';
import { accountOf } from '#contexts/access/domain/account/id.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';

/** Of one kind of refusal one is written at a time, and those that come meanwhile are one more: a flood costs no more than it can. */
interface Writing {
  /** Of the newest batch. */
  last: Promise<void>;
  /** Still to be written: whoever comes joins it. */
  waiting?: { times: number };
}

const writings = new WeakMap<object, Map<string, Writing>>();

/** W5. Somebody asked for what they have no right to. What cannot be noted is refused all the same, and is in the function’s log. */
export async function noteRefused(kernel: AccessKernel, who: Principal, { permission, place, why }: Refusal): Promise<void> {
  // Signing in again is all that is missing.
  if (why === 'stale') return;
  const account = accountOf(who);
  // They are refused all the same.
  if (account === undefined) return kernel.log('ERROR', 'refusal not noted', { who: `${who.kind}:${who.id}`, permission });
  const by =
    who.kind === 'person' ? ({ kind: 'person', id: who.id } as const) : ({ kind: 'system', part: `${who.kind} ${who.id}` } as const);
  const refused: Refused = { account, by, permission, place, door: who.door };
  const under = actingRefused(kernel, who, permission);
  try {
    await inTurn(kernel.store, `${account} ${permission} ${who.door}`, (times) => noteRefusal(under, refused, times));
  } catch (error) {
    kernel.log('ERROR', 'refusal not noted', { account, permission, cause: String(error).slice(0, 300) });
  }
}

async function inTurn(owner: object, key: string, write: (times: number) => Promise<void>): Promise<void> {
  const all = writings.get(owner) ?? new Map<string, Writing>();
  writings.set(owner, all);
  const writing = all.get(key) ?? { last: Promise.resolve() };
  all.set(key, writing);
  if (writing.waiting !== undefined) {
    writing.waiting.times += 1;
    return writing.last;
  }
  const batch = { times: 1 };
  writing.waiting = batch;
  writing.last = after(writing.last);
  return writing.last;

  async function after(before: Promise<void>): Promise<void> {
    await before.catch(() => undefined);
    delete writing.waiting;
    try {
      await write(batch.times);
    } finally {
      if (writing.waiting === undefined) all.delete(key);
    }
  }
}
