import type { Budget, Limits } from '#contexts/intake/domain/budget.ts';
import { changeKey, type Submission } from '#contexts/intake/domain/submission.ts';
import { mustBeAsked } from '#contexts/intake/domain/must-be-asked.ts';
import type { Via } from '#contexts/intake/domain/parts/requested.ts';
import { DAY, type Instant } from '#kernel/time.ts';
import type { IntakeTables, QuotaDocument } from '#contexts/intake/documents.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { System } from '#kernel/system.ts';

type IntakeTransaction = Transaction<IntakeTables>;

/** Whether what was submitted under this id still waits for the confirmation of its address. */
type StillWaits = (id: string) => Promise<boolean>;

export interface Quotas extends Limits {
  /** Of those, how many may wait for the confirmation of their address at once. */
  unproven: Limits;
}

export interface Counter {
  id: string;
  per: keyof Limits;
  /** Submissions of a window. */
  limit: number;
  /** Only of those whose address is to be asked for: most that wait for it. */
  mostWaiting?: number;
  document: QuotaDocument;
}

interface Asking {
  via: Via;
  submission: Submission;
  quotas: Quotas;
}

/** The counters of one submission. What has not proved itself has its own, so that nothing it does takes room from anybody else. */
export async function readCounters(
  { hash }: Pick<System<IntakeTables>, 'hash'>,
  tx: IntakeTransaction,
  { via, submission, quotas }: Asking,
): Promise<Counter[]> {
  const { contributor, change } = submission;
  const isUnproven = mustBeAsked(via, contributor);
  const subjects = [
    { per: 'perContributor', id: `contributor-${hash(contributor.email.toLowerCase()).slice(0, 32)}` },
    { per: 'perChange', id: `change-${hash(changeKey(change).toLowerCase()).slice(0, 32)}` },
    { per: 'perDay', id: 'all' },
  ] as const;
  return Promise.all(
    subjects.map(async ({ per, id }) => {
      const own = isUnproven ? { id: `unproven-${id}`, mostWaiting: quotas.unproven[per] } : { id };
      const document = currentWindow(await tx.get({ collection: 'quotas', id: own.id }), tx.now());
      return { ...own, per, limit: quotas[per], document };
    }),
  );
}

/** Those that are full. Whose address was confirmed meanwhile waits no more: looked at only where there is no room without. */
export async function fullCounters(
  counters: readonly Counter[],
  stillWaits: StillWaits,
): Promise<{ full: Counter[]; counters: Counter[] }> {
  const now = await Promise.all(counters.map((counter) => withoutProven(counter, stillWaits)));
  return { full: now.filter((counter) => counter.document.count >= counter.limit || isCrowded(counter)), counters: now };
}

export function budgetOf(counter: Counter): Budget {
  const { per, limit, mostWaiting } = counter;
  return mostWaiting !== undefined && isCrowded(counter)
    ? { of: 'unproven', per, limit: mostWaiting }
    : { of: mostWaiting === undefined ? 'proven' : 'unproven', per, limit };
}

export function countOne(tx: IntakeTransaction, counters: readonly Counter[], submitted: string): void {
  for (const { id, document, mostWaiting } of counters) {
    const waiting = mostWaiting === undefined ? {} : { waiting: [...(document.waiting ?? []), submitted] };
    tx.set({ collection: 'quotas', id }, { ...document, count: document.count + 1, ...waiting });
  }
}

function isCrowded({ mostWaiting, document }: Counter): boolean {
  return mostWaiting !== undefined && (document.waiting?.length ?? 0) >= mostWaiting;
}

async function withoutProven(counter: Counter, stillWaits: StillWaits): Promise<Counter> {
  if (!isCrowded(counter)) return counter;
  const waiting = counter.document.waiting ?? [];
  const found = await Promise.all(waiting.map(stillWaits));
  return { ...counter, document: { ...counter.document, waiting: waiting.filter((_, n) => found[n]) } };
}

/** A window of a day from its first submission; over, it begins anew. */
export function currentWindow(document: QuotaDocument | undefined, at: Instant): QuotaDocument {
  return document === undefined || at >= document.windowStart + DAY ? { windowStart: at, count: 0 } : document;
}
