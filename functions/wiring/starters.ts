import type { Starters } from '#contexts/schedules/ports/starter.ts';
import type { Installation } from './installation.ts';

/** O7. What schedules can start, by its kind: each product's starters stand here. */
export function starters(_installation: Pick<Installation, 'system' | 'newId'>): Starters {
  return {};
}
