import type { Subject } from '#kernel/subject.ts';

export type PlaceKind = 'backend' | 'workspace' | 'client';

export const placeKinds = ['backend', 'workspace', 'client'] as const satisfies PlaceKind[];

/** Where something is: a run is in a workspace and on a backend. Nothing in it: the installation itself. */
export type Place = { readonly [K in PlaceKind]?: string | undefined };

/** Where a right must hold: at a place, or where a process is that has only been named; of a list, wherever it is, for it shows no more than lies there. */
export type On =
  | (Place & { of?: undefined; anywhere?: undefined })
  | { of: Subject; anywhere?: undefined }
  | { anywhere: true; of?: undefined };

export function kindsOf(place: Place): PlaceKind[] {
  return placeKinds.filter((kind) => place[kind] !== undefined);
}

/** Whether all of this lies at `at`. */
export function lies(place: Place, at: 'all' | Place): boolean {
  return at === 'all' || kindsOf(at).every((kind) => at[kind] === place[kind]);
}

/** In words, behind “you need the right …”. */
export function inWords(place: Place): string {
  const kinds = kindsOf(place);
  return kinds.length === 0 ? 'for the whole installation' : kinds.map((kind) => `at the ${kind} ${place[kind]}`).join(', or ');
}
