import { changeTokens } from '#contexts/access/app/tokens.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';
import type { AccessTables } from '#contexts/access/documents.ts';
import type { System } from '#kernel/system.ts';

/** Holders in one sweep; the next takes the rest. */
const MOST = 100;

/** B10: what has ended by the clock is said on its timeline. It opened nothing any more before that. Gives how many holders there were. */
export async function expireTokens(kernel: AccessKernel, { store }: Pick<System<AccessTables>, 'store'>, sweep: string): Promise<number> {
  const found = await store.query({ index: 'tokensByExpiry', equal: {}, to: await store.now(), limit: MOST });
  for (const { document } of found) {
    const { id, kind, name } = document.state;
    await changeTokens(kernel, { kind, name }, `${sweep}:${id}`, { command: 'expire_tokens' });
  }
  return found.length;
}
