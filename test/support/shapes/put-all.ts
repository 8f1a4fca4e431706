import type { Store } from '#functions/wiring/system.ts';
import type { SampleDocument } from './sample.ts';

const AT_ONCE = 100;

/** Stores documents of this program's shapes. */
export async function putAll(store: Store, documents: readonly SampleDocument[]): Promise<void> {
  for (let from = 0; from < documents.length; from += AT_ONCE)
    await store.transact(async (tx) => {
      for (const { ref, document } of documents.slice(from, from + AT_ONCE)) tx.set(ref, document as never);
    });
}
