import { StoreError } from '#kernel/store/errors.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { accountNamed } from '#contexts/access/domain/account/id.ts';
import type { RightAsked } from '#contexts/access/domain/account/right-commands.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';

type How = Extract<RightAsked, { command: 'note_audit_read' }>['how'];

/** W5. Whoever reads the log is in it. Done before anything is read: what cannot be noted is not shown. */
export async function noteAuditRead(kernel: AccessKernel, id: string, { how, filter }: { how: How; filter: string }): Promise<void> {
  const who = kernel.act?.who ?? '';
  const account = accountNamed(who);
  if (account === undefined)
    throw new StoreError('unavailable', `what ${who === '' ? 'nobody' : who} reads cannot be noted, and so is not shown`);
  const by = who.startsWith('person:')
    ? ({ kind: 'person', id: account } as const)
    : ({ kind: 'system', part: who.replace(':', ' ') } as const);
  await changeAccount(kernel, account, { id: `audit:${id}`, by }, { command: 'note_audit_read', how, filter: filter.slice(0, 500) });
}
