import { changeAccount } from '#contexts/access/app/accounts.ts';
import type { AccessTables } from '#contexts/access/documents.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';
import type { System } from '#kernel/system.ts';

/** Accounts in one sweep; the next takes the rest. */
const MOST = 100;

/** W3: what has ended by the clock is said on its timeline. It opened nothing any more before that. Gives how many accounts there were. */
export async function expireSessions(kernel: AccessKernel, { store }: Pick<System<AccessTables>, 'store'>, sweep: string): Promise<number> {
  const found = await store.query({ index: 'accountsByExpiry', equal: {}, to: await store.now(), limit: MOST });
  for (const { document } of found) {
    const { id } = document;
    await changeAccount(kernel, id, { id: `${sweep}:${id}`, by: { kind: 'system', part: 'sweep' } }, { command: 'expire_sessions' });
  }
  return found.length;
}
