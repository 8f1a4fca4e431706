import { dispatchEffect } from '#application/outbox.ts';
import type { System } from '#application/system.ts';

/**
 * A document was created in the outbox. The event is a doorbell: only its subject is read (`documents/outbox/<key>`), the
 * document tells the rest. Throwing makes Eventarc deliver again; what is lost all the same is found by the sweep.
 */
export function createDispatchEffect(system: System): (event: { subject?: string | undefined }) => Promise<void> {
  return async (event) => {
    const key = /^documents\/outbox\/([A-Za-z0-9._:@-]{1,300})$/.exec(event.subject ?? '')?.[1];
    if (key === undefined) return system.log('WARNING', 'event of another document', { subject: String(event.subject).slice(0, 200) });
    await dispatchEffect(system, key);
  };
}
