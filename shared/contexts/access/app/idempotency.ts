import { KEPT_FOR, type AccessTables, type KeptCallDocument } from '#contexts/access/documents.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { System } from '#kernel/system.ts';
import { MINUTE, SECOND, type Duration, type Instant } from '#kernel/time.ts';

type Keeper = Pick<System<AccessTables>, 'store' | 'hash' | 'timeScale'>;

/** One call that its sender may send again. */
export interface KeyedCall {
  /** Whose key it is: a token, or whoever has it. */
  owner: string;
  key: string;
  /** Of all that is asked for. */
  fingerprint: string;
}

export interface KeptAnswer {
  status: number;
  body: string;
}

/** `go`: nobody has it; what is done under it has ids of its own, the same whoever takes it up again. */
export type Begun =
  | { go: { id: string; newId: () => string } }
  | { kept: KeptAnswer }
  | { refused: 'key_reused' }
  | { refused: 'request_in_progress'; /** On the wall. */ retryAfter: Duration };

/** P2. Long enough for what takes longest; who was killed meanwhile keeps nobody waiting for ever. */
const LEASE = 5 * MINUTE;
const SHORT = 5 * SECOND;
/** Letters of an answer; more is not kept, and what is asked for is safe to ask for twice. */
const MOST = 60_000;

/** P2. Whether this call is the first with its key, one that was answered, or one that goes on elsewhere. */
export async function beginCall(system: Keeper, call: KeyedCall): Promise<Begun> {
  const id = system.hash(`${call.owner}\n${call.key}`);
  return system.store.transact(async (tx): Promise<Begun> => {
    const found = await knownAt(tx, id);
    if (found !== undefined && found.fingerprint !== call.fingerprint) return { refused: 'key_reused' };
    if (found?.answer !== undefined) return { kept: found.answer };
    if (found?.until !== undefined && found.until > tx.now()) {
      const left = (found.until - tx.now()) / system.timeScale;
      return { refused: 'request_in_progress', retryAfter: Math.min(left, SHORT) };
    }
    const at = found?.at ?? tx.now();
    tx.set(refOf(id), { id, at, fingerprint: call.fingerprint, until: tx.now() + LEASE * system.timeScale });
    return { go: { id, newId: idsOf(system, id, at) } };
  });
}

/** P2. With an answer it is kept; without one nothing was changed, and the key is free. */
export async function endCall({ store }: Keeper, id: string, answer: KeptAnswer | undefined): Promise<void> {
  await store.transact(async (tx) => {
    const found = await tx.get(refOf(id));
    if (found === undefined) return;
    const { until: _, ...known } = found;
    if (answer === undefined || answer.body.length > MOST) tx.delete(refOf(id));
    else tx.set(refOf(id), { ...known, answer });
  });
}

/** P2. Nobody knows what became of it: the next with this key takes it up, under the same ids. */
export async function dropCall({ store }: Keeper, id: string): Promise<void> {
  await store.transact(async (tx) => {
    const found = await tx.get(refOf(id));
    if (found?.until !== undefined) tx.set(refOf(id), { ...found, until: tx.now() });
  });
}

/** What its time is over for is not there, whether or not it was deleted yet. */
async function knownAt(tx: Pick<Transaction<AccessTables>, 'get' | 'now'>, id: string): Promise<KeptCallDocument | undefined> {
  const found = await tx.get(refOf(id));
  return found !== undefined && tx.now() - found.at < KEPT_FOR ? found : undefined;
}

function refOf(id: string): { collection: 'keptCalls'; id: string } {
  return { collection: 'keptCalls', id };
}

/** As random ones look, but the same each time that a call is taken up again. */
function idsOf({ hash }: Keeper, id: string, at: Instant): () => string {
  let made = 0;
  return () => {
    made += 1;
    const hex = hash(`${id}.${at}.${made}`);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  };
}
