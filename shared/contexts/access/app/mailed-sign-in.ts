import { accountAsking, changeAccount } from '#contexts/access/app/accounts.ts';
import { isAsked } from '#contexts/access/domain/account/session.ts';
import type { AccessTables } from '#contexts/access/documents.ts';
import { acting } from '#kernel/act.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';
import type { System } from '#kernel/system.ts';

/** A sign-in by mail as it stands. `isHere`: this is the browser that asked; it alone can do anything. */
export interface MailedSignIn {
  standing: 'open' | 'used' | 'over';
  /** Person id; none where nobody asked, or too long ago. */
  person?: string;
  isHere: boolean;
}

/** `verifier`: hash of what this browser holds. Changes nothing. */
export async function mailedSignIn(
  system: Pick<System<AccessTables>, 'store'>,
  ask: string,
  verifier: string | undefined,
): Promise<MailedSignIn> {
  const [account, now] = await Promise.all([accountAsking(system, ask), system.store.now()]);
  const found = account?.asks.find((one) => one.id === ask);
  if (account === undefined || found === undefined) return { standing: 'over', isHere: false };
  const standing = isAsked(found, now) ? 'open' : found.ended === 'used' ? 'used' : 'over';
  return { standing, person: account.id, isHere: found.verifier === verifier };
}

/** One wrong code in the asking browser. Other browsers change nothing. */
export async function noteWrongCode(
  kernel: AccessKernel,
  person: string,
  { ask, verifier, id }: { ask: string; verifier: string; id: string },
): Promise<void> {
  const under = acting(kernel, { who: 'somebody', door: 'sign-in' });
  await changeAccount(under, person, { id, by: { kind: 'system', part: 'sign-in' } }, { command: 'note_wrong_code', ask, verifier });
}
