import { collectionsIn, placeOf, segmentOf } from '#kernel/store/paths.ts';
import type { CollectionPlace, Collections, IndexDeclaration } from '#kernel/store/collections.ts';

/** What several rooms keep, as one. One that comes twice, because two products use it, counts once; throws where two rooms declare one name or one path, or a parent is nobody's. */
export function sumOf<P extends Collections>(parts: readonly P[]): SumOf<P> {
  const rooms = [...new Set(parts)];
  const sum: Collections = {
    places: together(rooms, 'places'),
    indexes: together(rooms, 'indexes'),
    retention: together(rooms, 'retention'),
    conversions: together(rooms, 'conversions'),
    states: together(rooms, 'states'),
  };
  const paths = new Set<string>();
  for (const [name, { parent, segment = name }] of Object.entries(sum.places)) {
    if (parent !== undefined && !Object.hasOwn(sum.places, parent))
      throw new TypeError(`${name} lies below ${parent}, which nobody declares`);
    const path = `${parent}/${segment}`;
    if (paths.has(path)) throw new TypeError(`two collections lie at ${path}`);
    paths.add(path);
  }
  refuseShared(sum);
  return sum;
}

/** Over all parents Firestore finds by the segment alone: an index of one collection would find those of others that share it. */
function refuseShared(sum: Collections): void {
  for (const [name, { collection, scope }] of Object.entries(sum.indexes)) {
    if (collection === undefined || scope !== 'all' || placeOf(sum, collection).parent === undefined) continue;
    if (collectionsIn(sum, { segment: segmentOf(sum, collection), collection: undefined }).length > 1)
      throw new TypeError(`${name} spans all parents of ${collection}, whose segment others have too`);
  }
}

/** With the names that the parts have. */
interface SumOf<P extends Collections> extends Collections {
  places: Collections['places'] & Readonly<Record<NamesIn<P['places']>, CollectionPlace>>;
  indexes: Collections['indexes'] & Readonly<Record<NamesIn<P['indexes']>, IndexDeclaration>>;
}

type NamesIn<Table> = Table extends unknown ? keyof Table & string : never;

function together<K extends keyof Collections>(rooms: readonly Collections[], what: K): Record<string, Collections[K][string]> {
  const entries = rooms.flatMap((room) => Object.entries(room[what]));
  const seen = new Set<string>();
  for (const [name] of entries) {
    if (seen.has(name)) throw new TypeError(`two rooms declare ${what} of ${name}`);
    seen.add(name);
  }
  return Object.fromEntries(entries);
}

/** The indexes of several rooms at once, for TablesOf. */
export interface IndexesOf<P extends readonly Pick<Collections, 'indexes'>[]> {
  indexes: Together<P[number]['indexes']>;
}

/** All of a union. */
type Together<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer All) => void ? All : never;
