import { takenOver } from '#products/rehearsal/domain/continued.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { renewalsOf, type Whose } from '#kernel/questions/locks.ts';

/** No renewal of one contributor's links reaches those of the next. */
const APART = 1_000_000;

/** 0 until new links were made. I19: whoever takes a request over has links and codes of their own, and those of the contributor before are dead. */
export function roundOf(state: Pick<Questioned, 'locks'> & Pick<Requested, 'continued'>, { question, person }: Whose): number {
  return renewalsOf(state.locks ?? [], { question, person }) + (person === 'contributor' ? APART * takenOver(state) : 0);
}
