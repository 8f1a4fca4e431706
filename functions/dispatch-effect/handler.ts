import { dispatchVersion } from '#products/rehearsal/app/outbox.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { timelineBelow } from '#products/rehearsal/stored/documents.ts';

const SUBJECT = /^documents\/([A-Za-z]{1,100})\/([A-Za-z0-9._:@-]{1,300})\/timeline\/(\d{6,12})$/;

/**
 * A timeline entry was created: a process has a new version, and what that version asked for is to be dispatched. The event is a doorbell:
 * only its subject is read (`documents/<processes>/<id>/timeline/<version>`), the entry itself tells the rest. One event per commit, not
 * per effect. Throwing makes Eventarc deliver again; what is lost all the same is found by the sweep.
 */
export function createDispatchEffect(system: System): (event: { subject?: string | undefined }) => Promise<void> {
  return async (event) => {
    const [, process = '', id, version] = SUBJECT.exec(event.subject ?? '') ?? [];
    const timeline = timelineBelow(process);
    if (id === undefined || timeline === undefined)
      return system.log('WARNING', 'event of another document', { subject: String(event.subject).slice(0, 200) });
    await dispatchVersion(system, { collection: timeline, parent: id }, Number(version));
  };
}
