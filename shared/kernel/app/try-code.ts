import { storedOf } from '#kernel/outbox.ts';
import type { CodeClaims } from '#kernel/questions/claims.ts';
import { MOST_WRONG_CODES } from '#kernel/questions/locks.ts';
import type { Header } from '#kernel/process.ts';
import type { Kernel } from '#kernel/system.ts';
import type { KernelTransaction } from '#kernel/store/documents.ts';
import type { Instant } from '#kernel/time.ts';

/** What every process that asks questions must understand. `round`: of the links that were tried. */
interface LockOut extends Header {
  command: 'lock_out';
  question: number;
  person: string;
  round: number;
}

/** Wrong codes that were typed so far with these links. */
export async function wrongCodes<Tx extends KernelTransaction>(kernel: Kernel<Tx>, claims: CodeClaims): Promise<number> {
  return (await kernel.store.get(attemptsRef(kernel, claims)))?.wrongCodes ?? 0;
}

/**
 * One try at the code. Tries at once come one after the other, and each leaves its mark, the right one too: so many guesses at once are
 * no more guesses, and the right code counts only if fewer than five wrong ones came before it. Right ones use nothing up, however
 * many there are at once and wherever the process ends. The lock falls in the same transaction as the record of it (X7).
 */
export async function tryCode<Tx extends KernelTransaction>(
  kernel: Kernel<Tx>,
  claims: CodeClaims,
  isRight: boolean,
): Promise<'right' | 'locked' | { wrong: true; left: number }> {
  const stored = storedOf(kernel, claims.subject);
  const ref = attemptsRef(kernel, claims);
  return kernel.store.transact(async (tx) => {
    const known = (await tx.get(ref))?.wrongCodes ?? 0;
    const count = isRight || known >= MOST_WRONG_CODES ? known : known + 1;
    const isLocked = count >= MOST_WRONG_CODES;
    // Locked before, by a version that kept no record of it: now there is one.
    const process = isLocked ? await stored.load(tx, claims.subject.id) : undefined;
    if (known < MOST_WRONG_CODES) tx.set(ref, { ...stored.entryOf(claims.subject.id), wrongCodes: count, lastAt: tx.now() });
    if (process !== undefined) stored.change(kernel, tx, process, lockCommand(claims, tx.now()));
    if (isLocked) return 'locked';
    return isRight ? 'right' : { wrong: true, left: MOST_WRONG_CODES - count };
  });
}

/** Each round of links has tries of its own. */
function attemptsRef<Tx extends KernelTransaction>(
  kernel: Kernel<Tx>,
  { subject, question, person, round = 0 }: CodeClaims,
): { collection: 'links'; id: string } {
  const name = storedOf(kernel, subject).nameOf(subject.id);
  return { collection: 'links', id: [name, question, person, ...(round === 0 ? [] : [round])].join('.') };
}

function lockCommand({ question, person, round = 0 }: CodeClaims, at: Instant): LockOut {
  const by = { kind: 'system', part: 'wrong codes' } as const;
  return { id: `lock:${question}:${person}:${round}`, at, by, command: 'lock_out', question, person, round };
}
