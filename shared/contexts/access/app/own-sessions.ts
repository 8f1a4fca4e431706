import { changeAccount } from '#contexts/access/app/accounts.ts';
import { beginSession, type Beginning } from '#contexts/access/app/begin-session.ts';
import type { SessionRing } from '#contexts/access/app/session-ring.ts';
import type { SessionRules } from '#contexts/access/domain/account/session.ts';
import { actorOf, recordName, type Who } from '#contexts/access/domain/rights/record-name.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';
import { acting } from '#kernel/act.ts';

export interface Keeping {
  kernel: AccessKernel;
  ring: Pick<SessionRing, 'forget'>;
}

/** Somebody, and a session of theirs. */
interface Here {
  who: Who;
  number: number;
}

/** X6, W3. Of an operator who has just shown their key: what the browser is to carry. `before`: whoever was signed in there. */
export async function beginOperatorSession(
  { kernel, ring }: Keeping,
  rules: SessionRules,
  asked: { name: string; bond: string; before: Here | undefined } & Pick<Beginning, 'secret' | 'from'>,
): Promise<string> {
  const { name, bond, secret, from, before } = asked;
  const who: Who = { kind: 'operator', id: name };
  const isSame = before !== undefined && recordName(before.who) === recordName(who);
  const begun = await beginSession(kernel, rules, { who, secret, way: 'key', from, bond, follows: isSame ? before.number : undefined });
  if (!begun.begun) throw new Error(`the operator ${name} could not be signed in`);
  if (before !== undefined && !isSame) await endOwnSession({ kernel, ring }, before, 'signed_out');
  ring.forget(recordName(who));
  return begun.text;
}

/** By its owner. */
export async function endOwnSession({ kernel, ring }: Keeping, { who, number }: Here, why: 'signed_out' | 'ended'): Promise<void> {
  const account = recordName(who);
  const changing = { id: `end-session:${number}:${why}`, by: actorOf(who) } as const;
  await changeAccount(inSession(kernel, who), account, changing, { command: 'end_session', number, why, named: account });
  ring.forget(account);
}

/** All but this one, by their owner. */
export async function endOtherSessions({ kernel, ring }: Keeping, { who, number }: Here, id: string): Promise<void> {
  const account = recordName(who);
  const changing = { id, by: actorOf(who) } as const;
  await changeAccount(inSession(kernel, who), account, changing, { command: 'end_sessions', but: number, named: account });
  ring.forget(account);
}

/** W5. From where: a browser of theirs. */
export function inSession(kernel: AccessKernel, { kind, id }: Who): AccessKernel {
  return acting(kernel, { who: `${kind}:${id}`, door: 'session' });
}
