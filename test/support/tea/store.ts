import type { OutboxEntry } from '#kernel/effect.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { TellingTransaction } from '#contexts/telling/ports/store.ts';
import type { KernelTransaction } from '#kernel/store/documents.ts';
import type { Kernel } from '#kernel/system.ts';
import type { Tea, TeaFact } from './process.ts';

export type TeaTransaction = KernelTransaction & TellingTransaction & Teas;

interface Teas {
  tea(id: string): StoredState<Tea> | undefined;
  keep(id: string, document: StoredState<Tea>, facts: readonly TeaFact[]): void;
  /** Anything else, under a name. */
  note(collection: string, id: string, document: object): void;
}

export type TeaStore = Kernel<TeaTransaction>['store'] & {
  clock: { now: number };
  tea(id: string): Tea;
  facts: TeaFact[];
  open(): OutboxEntry[];
  /** What was noted. */
  kept(collection: string, id: string): object | undefined;
  all(collection: string): object[];
  nextDue(until: number): OutboxEntry | undefined;
};

/** In memory, one transaction after the other: writes are seen at its end, or not at all. */
export function createTeaStore(): TeaStore {
  const documents = new Map<string, object>();
  const facts: TeaFact[] = [];
  const clock = { now: 1_000_000 };
  const teas = new Map<string, StoredState<Tea>>();
  // What is written under a reference is read under it.
  const read = (key: string): never => documents.get(key) as never;
  const open = (): OutboxEntry[] =>
    [...documents].flatMap(([key, one]) => (key.startsWith('outbox/') && (one as OutboxEntry).open ? [one as OutboxEntry] : []));
  let last: Promise<unknown> = Promise.resolve();
  async function run<T>(work: (tx: TeaTransaction) => Promise<T>): Promise<T> {
    const writes: (() => void)[] = [];
    const set = (ref: { collection: string; id: string }, document: object): void => {
      writes.push(() => documents.set(`${ref.collection}/${ref.id}`, document));
    };
    const result = await work({
      now: () => clock.now,
      get: async (ref: { collection: string; id: string }) => read(`${ref.collection}/${ref.id}`),
      create: set,
      set,
      tea: (id) => teas.get(id),
      note: (collection, id, document) => set({ collection, id }, document),
      keep(id, document, more) {
        writes.push(() => {
          teas.set(id, document);
          facts.push(...more);
        });
      },
    });
    for (const write of writes) write();
    return result;
  }
  return {
    clock,
    facts,
    open,
    kept: (collection, id) => documents.get(`${collection}/${id}`),
    all: (collection) => [...documents].flatMap(([key, one]) => (key.startsWith(`${collection}/`) ? [one] : [])),
    now: async () => clock.now,
    get: async (ref) => read(`${ref.collection}/${ref.id}`),
    query: async () => open().map((document) => ({ ref: { collection: 'outbox', id: document.key }, document })) as never,
    tea: (id) => teas.get(id)!.state,
    nextDue: (until) =>
      open()
        .toSorted((a, b) => a.dueAt - b.dueAt)
        .find(({ dueAt }) => dueAt <= until),
    transact(work) {
      const done = last.then(async () => run(work));
      last = done.catch(() => undefined);
      return done;
    },
  };
}
