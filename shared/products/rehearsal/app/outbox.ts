import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { kindOfToday } from '#products/rehearsal/stored/shapes/outbox.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import type { Instant } from '#kernel/time.ts';
import { dispatchAsked } from '#kernel/app/dispatch.ts';
import { entryId, looseEntry } from '#kernel/outbox.ts';
import type { Subject } from '#kernel/subject.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export { dispatchLoose } from '#kernel/app/dispatch.ts';
export { entryId, patience } from '#kernel/outbox.ts';

/** An effect that no version of its subject asked for. The key says what it is for: the same promise is made once. */
export function looseDocument(
  system: System,
  key: string,
  subject: Subject,
  effect: Effect,
  at: Instant,
  when: { notBefore?: Instant; patient?: true } = {},
): OutboxDocument {
  return looseEntry(system, key, subject, effect, at, when);
}

/**
 * The doorbell rang: a process has a new version. The event says only which; its record, read once, says what it asked for.
 * Gives how many tasks were made.
 */
export async function dispatchVersion(
  system: System,
  timeline: { collection: 'timeline'; parent: string },
  version: number,
): Promise<number> {
  const entry = await system.store.get({ ...timeline, id: entryId(version) });
  // An entry of before an effect's kind had its name of today may ring only now.
  const effects = (entry?.effects ?? []).map((effect) => ({ ...effect, kind: kindOfToday(effect.kind) }));
  await dispatchAsked(system, effects, entry?.trace);
  return effects.length;
}
