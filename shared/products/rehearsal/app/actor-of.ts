import type { Actor } from '#contexts/access/domain/people.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';

export type Who = Pick<Principal, 'kind' | 'id'>;

/** Whoever is signed in, as a request's record names them. */
export function actorOf({ kind, id }: Who): Actor {
  return kind === 'person' ? { kind, id } : { kind: 'system', part: `${kind} ${id}` };
}
