import { authorize, type PlaceOf } from '#contexts/access/app/authorize.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

interface Seeing {
  placeOf: PlaceOf;
  store: { now(): Promise<Instant> };
}

/** Whoever is signed in, where they may see this request; nobody else. */
export async function whoMaySee({ placeOf, store }: Seeing, viewer: Principal | undefined, of: Subject): Promise<Principal | undefined> {
  if (viewer === undefined) return undefined;
  const needs = { permission: 'requests.read', on: () => ({ of }) } as const;
  return 'refusal' in (await authorize(viewer, needs, {}, { placeOf, now: await store.now() })) ? undefined : viewer;
}
