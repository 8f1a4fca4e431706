import { createJobRunner, type JobRunner, type Work } from '#test/support/rap/job-runner.ts';
import type { Dice } from '../engine/dice.ts';
import type { Town } from '../town.ts';
import type { Reboots } from './keepers.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What the machine does of one attempt: how long, and how it ends. */
type Works = Map<string, Work & { good: boolean }>;
type Definition = Parameters<NonNullable<Parameters<typeof createJobRunner>[3]>>[0];

class Lost extends Error {}

/** P5. The agent of job-runner beside a backend, at the controller's door: it asks while there is something for it, and starts again where its loop has ended. */
export function startJobRunner(town: Town, backend: string): Reboots {
  const { clockwork } = town;
  const dice = town.dice.fork('job-runner');
  const works: Works = new Map();
  const runner = createJobRunner('', backend, backend, (definition) => workOf(town, works, dice, definition), {
    ask: (path, token, form) => asks(town, backend, path, token, form),
    begins(definition) {
      const [attempt, workspace, action] = ['task_id', 'workspace', 'action'].map((key) => String(definition[key]));
      town.machine.begins({ attempt: attempt ?? '', backend, key: `${workspace}/${action}` });
    },
    ends: (attempt, end) => town.machine.ends(attempt, end === 'ended' && works.get(attempt)?.good === true, clockwork.time.now),
  });
  let [awayUntil, waits, turns] = [0, false, false];
  const isBusy = (): boolean =>
    [...town.pipelines.tasks.values()].some((task) => task.backend === backend && task.shared === true) ||
    town.pipelines.backends.get(backend)?.state.drain !== undefined;
  const later = (delay: number): void => {
    if (waits) return;
    waits = true;
    clockwork.after(Math.max(delay, awayUntil - clockwork.time.now), () => {
      waits = false;
      // There is one of it, and it does one thing after the other.
      if (turns || clockwork.time.now < awayUntil) return later(SECOND);
      turns = true;
      void turn(town, runner, dice).finally(() => {
        turns = false;
        if (isBusy()) later(dice.between(20, 75) * SECOND);
      });
    });
  };
  town.listeners.commit.push(({ writes }) => {
    if (writes.some(({ ref }) => ref.collection === 'agentTasks' && ref.parent === backend)) later(dice.below(30) * SECOND);
  });
  return {
    reboot() {
      awayUntil = clockwork.time.now + dice.between(1, 5) * MINUTE;
      for (const { attempt } of town.machine.underWay(backend)) {
        works.set(attempt, { fault: { type: 'docker', message: 'its container is gone' }, good: false });
        town.machine.ends(attempt, false, clockwork.time.now);
      }
    },
  };
}

/** One turn of its loop; now and then it is killed in the middle. */
async function turn({ weather, clockwork, seen }: Town, runner: JobRunner, dice: Dice): Promise<void> {
  const dies = weather.has('crash_before') && dice.chance(0.1);
  if (dies) seen('an agent of job-runner was killed and went on');
  try {
    await runner.poll(dies ? { dies: dice.below(4) } : {});
  } catch (error) {
    const isWeather = error instanceof Lost || (error instanceof Error && /: 5\d\d$/.test(error.message));
    if (!isWeather) clockwork.broken ??= error instanceof Error ? error : new Error(String(error));
  }
}

function asks(town: Town, backend: string, path: string, token: string, form?: URLSearchParams): Promise<{ status: number; body: string }> {
  const isPoll = form === undefined;
  const headers = { authorization: token, 'content-type': 'application/x-www-form-urlencoded' };
  const asked = isPoll
    ? { method: 'GET' as const, url: `/controller/${path}`, headers: { authorization: token } }
    : { method: 'POST' as const, url: `/controller/${path}`, headers, body: form.toString() };
  return new Promise((resolve, reject) => {
    town.network.call(
      `job-runner ${backend} ${isPoll ? 'polls' : 'tells'}`,
      () => town.ask('controller', asked),
      (answer) => (answer === undefined ? reject(new Lost('no answer came')) : resolve(answer)),
    );
  });
}

function workOf({ weather }: Town, works: Works, dice: Dice, { task_id: id }: Definition): Work {
  const known = works.get(String(id));
  if (known !== undefined) return known;
  const isBad = weather.has('bad_run');
  const [code, isMissing, isFault] = [isBad && dice.chance(0.12) ? '3' : '0', isBad && dice.chance(0.08), isBad && dice.chance(0.1)];
  const hangs = isBad && dice.chance(0.04);
  const polls = hangs ? Infinity : dice.below(weather.calm ? 4 : 12);
  const fault = isFault ? { fault: { type: 'docker', message: 'it could not be started' } } : {};
  const good = code === '0' && !isMissing && !isFault;
  const made = { polls, good, results: { exit_code: code, has_unmatched_patterns: isMissing }, ...fault };
  works.set(String(id), made);
  return made;
}
