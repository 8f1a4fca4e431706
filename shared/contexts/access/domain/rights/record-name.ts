import type { Actor } from '#contexts/access/domain/people.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';

export type Who = Pick<Principal, 'kind' | 'id'>;

/** W5. As records call whoever acted: a person by their id, anybody else with what they are before it, `operator.local`. No two of them are ever one. */
export function recordName({ kind, id }: Who): string {
  return kind === 'person' ? id : `${kind}.${id}`;
}

/** Whoever acted, as the cause of a change. */
export function actorOf({ kind, id }: Who): Actor {
  return kind === 'person' ? { kind, id } : { kind: 'system', part: `${kind} ${id}` };
}

/** What a record's name says, in words; undefined for a person's. */
export function inRecordWords(name: string): string | undefined {
  const [, kind = '', id = ''] = /^(operator|client|agent)\.(.+)$/.exec(name) ?? [];
  switch (kind) {
    case 'operator':
      return `the operator ${id}`;
    case 'client':
      return `the program ${id}`;
    case 'agent':
      return `the agent of ${id}`;
    default:
      return undefined;
  }
}
