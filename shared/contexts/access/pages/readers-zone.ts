import type { Person } from '#contexts/access/domain/people.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { knownZone } from '#html/times.ts';

/** N8, W7. By whose clock a page says its times: by that of whoever looks, where they have said which it is, or the settings do, and by the installation’s for all others. */
export function readersZone(
  viewer: Pick<Principal, 'kind' | 'id' | 'timeZone'> | undefined,
  people: readonly Pick<Person, 'id' | 'timeZone'>[],
  otherwise: string,
): string {
  const person = viewer?.kind === 'person' ? people.find(({ id }) => id === viewer.id) : undefined;
  return knownZone(viewer?.timeZone ?? person?.timeZone, otherwise);
}
