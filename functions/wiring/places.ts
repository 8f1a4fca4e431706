import type { PlaceOf } from '#contexts/access/app/authorize.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import { isId } from '#contexts/access/ids.ts';
import { findOperation } from '#contexts/operations/app/listing/find.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import type { System } from './system.ts';

type Finder = (system: System, id: string) => Promise<Place | undefined>;

/** W4. Where a process of each kind is, by its id; what no table knows is about the whole installation. */
const finders: Readonly<Record<string, Finder>> = {
  async request({ store }, id) {
    const found = isId('request', id) ? await store.get({ collection: 'requests', id }) : undefined;
    return found && { backend: found.state.backend };
  },
  async run({ store }, id) {
    const found = isId('document', id) ? await store.get({ collection: 'runs', id }) : undefined;
    return found && { workspace: found.state.workspace, backend: found.state.backend };
  },
  async operation(system, id) {
    const found = await findOperation(listingSources(system), id);
    if (found === undefined) return undefined;
    return { ...(await placeReader(system)(found.within)), backend: found.backend };
  },
};

export function placeReader(system: System): PlaceOf {
  return async ({ kind, id }) => (Object.hasOwn(finders, kind) ? finders[kind]?.(system, id) : undefined);
}
