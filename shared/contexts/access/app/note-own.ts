import { changeAccount } from '#contexts/access/app/accounts.ts';
import { accountNamed } from '#contexts/access/domain/account/id.ts';
import type { RightAsked } from '#contexts/access/domain/account/right-commands.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';
import { StoreError } from '#kernel/store/errors.ts';

/** W5. On the account of whoever acts. Done before what it is about: what cannot be noted is not shown. */
export async function noteOwn(
  kernel: AccessKernel,
  id: string,
  asked: Extract<RightAsked, { command: 'note_audit_read' | 'note_sign_in_key' }>,
): Promise<void> {
  const who = kernel.act?.who ?? '';
  const account = accountNamed(who);
  if (account === undefined)
    throw new StoreError('unavailable', `nothing can be noted of ${who === '' ? 'nobody' : who}, so it is not done`);
  const by = who.startsWith('person:')
    ? ({ kind: 'person', id: account } as const)
    : ({ kind: 'system', part: who.replace(':', ' ') } as const);
  await changeAccount(kernel, account, { id, by }, asked);
}
