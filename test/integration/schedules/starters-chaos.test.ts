import { operatorCalled } from '#test/support/known-as.ts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lowerFlag, raiseFlag } from '#contexts/backends/app/flags.ts';
import type { Answer } from '#contexts/schedules/domain/commands.ts';
import type { Due, Starter } from '#contexts/schedules/ports/starter.ts';
import { HOUR, MINUTE, type Instant } from '#kernel/time.ts';
import { updateAgentTask } from '#products/rehearsal/app/agent-tasks.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import { probeStarter } from '#products/rehearsal/app/probe-starter.ts';
import { requestStarter } from '#products/rehearsal/app/request-starter.ts';
import { probeRules, scheduledForm, scheduleIntake } from '#test/support/schedules/asked.ts';
import { expectEachOnce, FROM, happenings, happens, healed, timing, told } from '#test/support/schedules/chaos.ts';
import { daily, openScheduleHouse, type ScheduleHouse } from '#test/support/schedules/house.ts';
import { openKettles, type Kettles } from '#test/support/schedules/kettles.ts';
import { openWorld, type World } from '#test/support/application/world.ts';

/** What is started for real: how it is blocked, how it ends, and how much of it there is. */
interface Real {
  starter(world: World): Starter;
  input: unknown;
  flag: 'pause' | 'probes_off';
  end(world: World, id: string): Promise<unknown>;
  /** Of each start that was made. */
  made(world: World): Promise<string[]>;
}

const request: Real = {
  starter: ({ system }) => requestStarter(system, scheduleIntake()),
  input: scheduledForm(),
  flag: 'pause',
  end: ({ system }, id) =>
    operate(
      system,
      { who: operatorCalled('grace'), newId: () => `end:${id}`, intakeOpen: true },
      { operation: 'request_stop', id, why: 'it is over' },
    ),
  made: async ({ system }) =>
    (await system.store.query({ index: 'requestsNewestFirst', equal: {}, limit: 500 })).map(({ document }) => document.id),
};

const probe: Real = {
  starter: ({ system }) => probeStarter(system),
  input: { backend: 'local' },
  flag: 'probes_off',
  async end({ system, outputs }, id) {
    const number = Number(id.split(' ').at(-1));
    const ended = { cause: 'exited', exitCode: 0, chunks: { stdout: 0, stderr: 0 }, startedAt: 0, finishedAt: 0 } as const;
    return updateAgentTask(system, outputs, 'local', `probe-local-${number}`, number, { kind: 'finished', ...ended });
  },
  async made({ system }) {
    const { number = 0 } = (await system.store.get({ collection: 'probes', id: 'local' })) ?? {};
    return Array.from({ length: number }, (_, n) => `local maintenance ${n + 1}`);
  },
};

/** The real one, in a world that has the house's time, and whose faults are those of the kettles. */
function under(real: Real, world: World, kettles: Kettles, now: () => Instant): Starter {
  const starter = real.starter(world);
  const since = new Map<string, Instant>();
  const inTime = (): void => void (world.time.now = now());
  let switches = 0;
  return {
    ...starter,
    async blocked(input) {
      inTime();
      const switching = { backend: 'local', flag: real.flag, operator: 'grace', id: `switch:${(switches += 1)}` };
      await (kettles.blocked === undefined
        ? lowerFlag(kernelOf(world.system), switching)
        : raiseFlag(kernelOf(world.system), { ...switching, why: kettles.blocked }));
      return starter.blocked(input);
    },
    async start(due: Due, input): Promise<Answer> {
      inTime();
      if (kettles.refuses !== undefined) return { answer: 'refused', why: kettles.refuses };
      if (kettles.breaks === 'before') throw new Error('killed before');
      const answer = await starter.start(due, input);
      if (answer.answer === 'started') since.set(answer.id, since.get(answer.id) ?? now());
      if (kettles.breaks === 'after') throw new Error('killed after');
      return answer;
    },
    async over(id) {
      inTime();
      if (now() >= (since.get(id) ?? 0) + kettles.boilsFor) await real.end(world, id);
      return starter.over(id);
    },
  };
}

async function opened(real: Real): Promise<{ house: ScheduleHouse; world: World }> {
  const world = openWorld({ rules: { releases: [], ...probeRules } });
  const kettles = openKettles();
  const house = openScheduleHouse(FROM, { kettles, more: (now) => ({ real: under(real, world, kettles, now) }) });
  return { house, world };
}

test.each([
  ['request', 'skip', 'run_once', request],
  ['request', 'queue_one', 'all', request],
  ['probe', 'skip', 'all', probe],
  ['probe', 'queue_one', 'run_once', probe],
] as const)(
  'O7 K5 whatever is lost, delivered thrice, killed or blocked: each occurrence starts one of its kind at most, and what is told is true: %s, %s, %s',
  async (_name, overlaps, missed, real) => {
    const wants = fc.tuple(fc.array(happenings, { minLength: 3, maxLength: 10 }), fc.integer({ min: 0, max: 90 }));
    await fc.assert(
      fc.asyncProperty(wants, async ([all, boils]) => {
        const { house, world } = await opened(real);
        house.kettles.boilsFor = boils * MINUTE;
        const done = await house.make({ ...daily, timing, starts: { kind: 'real', input: real.input }, overlaps, missed });
        expect(done.outcome).toBe('saved');
        for (const one of all) await happens(house, one);
        await healed(house);
        const state = await house.state();
        const spoken = await told(house);
        expectEachOnce(state, spoken, house.now());
        const count = (how: string): number => spoken.filter((one) => one.how === how).length;
        const made = (await real.made(world)).length;
        // Of what is told as lost nobody knows; of all else it is true.
        expect(made).toBeGreaterThanOrEqual(count('occurrence_started'));
        expect(made).toBeLessThanOrEqual(count('occurrence_started') + count('start_lost'));
        expect(spoken.findLast(({ how }) => how === 'occurrence_started')?.from).toBeGreaterThan(house.now() - HOUR);
        expect(await house.faults()).toEqual([]);
        await house.close();
      }),
      { numRuns: 5, seed: 7 },
    );
  },
);
