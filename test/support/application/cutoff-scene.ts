import type { Submission } from '#contexts/intake/domain/submission.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { DAY } from '#kernel/time.ts';
import { looks, queueWorks } from '#test/support/application/calendar.ts';
import { does, runs } from '#test/support/application/requests.ts';
import { openWorld, START, type World } from '#test/support/application/world.ts';
import { ending } from '#test/support/request-steps.ts';

/** Two releases, ten and forty days ahead. */
export const CUT = START + 10 * DAY;
export const NEXT = START + 40 * DAY;
export const releases: Rules['releases'] = [
  { name: '5.2', hardCutoff: CUT },
  { name: '5.3', hardCutoff: NEXT },
];

export function by(person: string, over: Partial<Submission> = {}): { submission: Partial<Submission> } {
  const contributor = { name: person, email: `${person}@example.org`, githubLogin: person };
  return { submission: { contributor, targetRelease: '5.2', ...over } };
}

export function open(rules: Partial<Rules> = {}): World {
  return openWorld({ rules: { releases, ...rules } });
}

/** Its only job has run as expected, and waits for the verdict. */
export async function tested(world: World, id: string, given = by('zoe')): Promise<void> {
  const run = await runs(world, id, given);
  await does(world, id, { command: 'end_run', run: run.id, fencing: run.fencing, ending: ending() });
}

export async function passes(world: World): Promise<void> {
  await looks(world);
  world.time.now = CUT;
  await queueWorks(world, 'keep_calendar');
}
