import type { Dice } from '../engine/dice.ts';
import type { Answered } from '../outside/http.ts';
import type { Town } from '../town.ts';
import { operates } from './office-workers.ts';

const MINUTE = 60_000;

/** Whoever can turn the machine of a backend off and on again. */
export interface Reboots {
  reboot(): void;
}

/** B2. Those who work on the machine that pipelines share with requests: maintenance, a pause, or a drain and then a reboot. */
export function startKeepers(town: Town, machines: Readonly<Record<string, Reboots | undefined>>): void {
  const { plan, clockwork } = town;
  const backend = plan.settings.pipelines;
  if (backend === undefined || plan.calmAfter === 0) return;
  const dice = town.dice.fork('keepers');
  const within = Math.max(plan.calmAfter, 40 * MINUTE);
  rebootsWhenReady(town, backend, machines[backend]);
  let left = dice.below(4);
  // Most of it comes while something runs there.
  town.listeners.commit.push(() => {
    const begun = town.pipelines.changed.jobs.some(({ before, after }) => after.state.attempts > (before?.state.attempts ?? 0));
    if (!begun || left === 0 || !dice.chance(0.3)) return;
    left -= 1;
    const [works, own] = [dice.pick([drains, drains, maintains, pauses]), dice.fork(`work ${left}`)];
    clockwork.after(dice.between(1, 400) * 1_000, () => works(town, backend, own));
  });
  if (dice.chance(0.25)) clockwork.after(dice.below(within), () => crashes(town, machines[backend]));
}

/** Nobody was warned: what ran is gone. */
function crashes(town: Town, machine: Reboots | undefined): void {
  const { pipelines } = town.plan.settings;
  if (pipelines === undefined || machine === undefined) return;
  if (town.machine.underWay(pipelines).length > 0) town.seen('a machine failed in the middle of its work');
  machine.reboot();
}

/** Once it is said to be ready, and not before. */
function rebootsWhenReady(town: Town, backend: string, machine: Reboots | undefined): void {
  town.listeners.commit.push(() => {
    const isReady = town.pipelines.changed.backends.some(
      ({ before, after }) =>
        after.slug === backend && after.state.drain?.readyAt !== undefined && before?.state.drain?.readyAt === undefined,
    );
    if (!isReady) return;
    town.seen('a drain became ready, and the machine was rebooted');
    town.clockwork.after(30_000, () => machine?.reboot());
  });
}

function drains(town: Town, backend: string, dice: Dice): void {
  const [mode, minutes] = [dice.pick(['stop', 'stop', 'wait'] as const), dice.chance(0.6) ? dice.between(5, 40) : undefined];
  const [resume, until] = [dice.chance(0.4), dice.between(20, 90)];
  const given = { ...(minutes === undefined ? {} : { minutes }), ...(resume ? { resume: true as const } : {}) };
  const asked = { operation: 'backend_drain', backend, why: 'a reboot', mode, ...given } as const;
  operates(town, asked, () => town.clockwork.after(until * MINUTE, () => insist(town, { operation: 'backend_resume', backend })));
}

function maintains(town: Town, backend: string, dice: Dice): void {
  const lower = { operation: 'backend_lower', backend, flag: 'maintenance' } as const;
  operates(town, { operation: 'backend_raise', backend, flag: 'maintenance', why: 'the database is moved' }, () =>
    town.clockwork.after(dice.between(5, 60) * MINUTE, () => insist(town, lower)),
  );
}

function pauses(town: Town, backend: string, dice: Dice): void {
  operates(town, { operation: 'backend_pause', backend, why: 'another disk' }, () =>
    town.clockwork.after(dice.between(5, 60) * MINUTE, () => insist(town, { operation: 'backend_resume', backend })),
  );
}

/** Whatever was heard of raising it: nobody leaves it up. */
export function insist(town: Town, asked: Parameters<typeof operates>[1]): void {
  const heard = (answer: Answered | undefined): void => {
    if (answer?.status !== 200) town.clockwork.after(MINUTE, () => insist(town, asked));
  };
  operates(town, asked, heard);
}
