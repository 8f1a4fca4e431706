import { requestOf } from '#domain/subjects.ts';
import { change, loadRequest } from '#application/requests.ts';
import type { System } from '#application/system.ts';
import { DAY, MINUTE } from '#domain/time.ts';

/** Mails of one request that are sent again in a day. */
export const MOST_AGAIN = 10;

export type SentAgain = 'ordered' | 'unknown' | 'too_often';

/**
 * N8: a mail that was sent, or should have been, once more: to the same person, with what is true now, as an entry of its own on the ledger.
 * What it asked for and nobody asks any more is not sent. Pressed twice within a minute it is ordered once.
 */
export async function sendAgain(system: System, requestId: string, mail: string): Promise<SentAgain> {
  if (!/^[A-Za-z0-9._:@-]{1,300}$/.test(mail)) return 'unknown';
  const quotaRef = { collection: 'quotas', id: `again-${requestId}` } as const;
  return system.store.transact(async (tx) => {
    const [request, entry, outbox, known] = await Promise.all([
      loadRequest(tx, requestId),
      tx.get({ collection: 'mails', parent: requestId, id: mail }),
      tx.get({ collection: 'outbox', id: mail }),
      tx.get(quotaRef),
    ]);
    if (
      request === undefined ||
      entry === undefined ||
      outbox === undefined ||
      requestOf(outbox.subject) !== requestId ||
      outbox.effect.kind !== 'send_mail'
    )
      return 'unknown';
    const at = tx.now();
    const quota = known === undefined || at >= known.windowStart + DAY ? { windowStart: at, count: 0 } : known;
    const id = `again:${mail}:${Math.floor(at / MINUTE)}`;
    if (request.commands.includes(id)) return 'ordered';
    if (quota.count >= MOST_AGAIN) return 'too_often';
    const by = { kind: 'system', part: 'status page' } as const;
    change(system, tx, request, { id, at, by, command: 'send_again', mail, effect: outbox.effect });
    tx.set(quotaRef, { ...quota, count: quota.count + 1 });
    return 'ordered';
  });
}
