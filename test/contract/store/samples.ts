import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { CollectionName, DocumentRef, Documents } from '#functions/wiring/system.ts';
import { type Store } from '#functions/wiring/system.ts';
import type { InboxDocument, QuotaDocument } from '#contexts/intake/documents.ts';
import { StoreError } from '#kernel/store/errors.ts';

export interface OpenStore {
  store: Store;
  /** A second way into the same documents, as another process or instance has. */
  another(): Promise<Store>;
  close(): Promise<void>;
}

export type Open = () => Promise<OpenStore>;

/** Runs a test on a store of its own. */
export function withStore(open: Open, test: (opened: OpenStore) => Promise<void>): () => Promise<void> {
  return async () => {
    const opened = await open();
    try {
      await test(opened);
    } finally {
      await opened.close();
    }
  };
}

export const counter = (id = 'counter'): DocumentRef<'quotas'> => ({ collection: 'quotas', id });
export const count = (value: number): QuotaDocument => ({ windowStart: 0, count: value });

export const entry = (id = 'entry'): DocumentRef<'inbox'> => ({ collection: 'inbox', id });
/** The inbox keeps any JSON value in `answer`. */
export const holding = (answer: unknown): InboxDocument => ({ bodyHash: 'h', receivedAt: 1, status: 201, answer });

export const task = (parent: string, id: string): DocumentRef<'agentTasks'> => ({ collection: 'agentTasks', parent, id });
export function agentTask(fields: Partial<AgentTaskDocument> = {}): AgentTaskDocument {
  const body: AgentTaskDocument['body'] = { kind: 'cancel', target: 'run' };
  return {
    id: 'x',
    backend: 'b',
    subject: { kind: 'request', id: 'r' },
    operation: { of: 'run', id: 'x' },
    fencing: 1,
    open: true,
    state: 'offered',
    createdAt: 1,
    body,
    ...fields,
  };
}

export const effect = (id: string): DocumentRef<'outbox'> => ({ collection: 'outbox', id });
/** Only the fields that the indexes read matter here; the store does not know the rest. */
export function outboxEntry(fields: Record<string, unknown>): OutboxDocument {
  return { state: 'waiting', createdAt: 1, ...fields } as unknown as OutboxDocument;
}

export async function put<C extends CollectionName>(store: Store, ref: DocumentRef<C>, document: Documents[C]): Promise<void> {
  await store.transact(async (tx) => tx.set(ref, document));
}

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return error instanceof StoreError ? error.code : String(error);
  }
}

/** Resolves for all once `parties` have called it: holds concurrent transactions at one point, but only in their first run. */
export function meeting(parties: number): () => Promise<void> {
  let here = 0;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    here += 1;
    if (here >= parties) open();
    await all;
  };
}
