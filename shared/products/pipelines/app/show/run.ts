import { loadBackend } from '#contexts/backends/app/backends.ts';
import { loadPlan, withPages } from '#contexts/plans/app/stored-plans.ts';
import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import type { Reason } from '#contexts/plans/domain/ready.ts';
import { countsOf, type PageSummary } from '#contexts/plans/domain/state.ts';
import { whyTheseWait } from '#products/pipelines/app/why-waiting.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { ActionsAsked, ShownAction, ShownRun } from '#products/pipelines/domain/shown/run.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';

const ROWS = 50;

/** O1, W8. One page of a run: its plan, the pages on which the shown actions stand, and their jobs. */
export async function readShownRun(house: JobHouse, id: string, asked: ActionsAsked): Promise<ShownRun | undefined> {
  const run = (await house.store.get({ collection: 'runs', id }))?.state;
  const plan = run && (await loadPlan(house.store, planOf(id)));
  if (run === undefined || plan === undefined) return undefined;
  const reader = openPages(house, plan);
  const { numbers, next } = await chosen(reader, plan.state.pages, asked);
  const steps = await reader.stepsAt(numbers);
  const jobs = await jobsOf(house, [...steps.values()]);
  const reasons = run.ended === undefined ? await reasonsOf(house, run, reader, steps, jobs) : new Map<string, Reason>();
  const actions = [...steps].map(([number, step]): ShownAction => {
    const own = jobs.get(jobFor(step));
    const reason = reasons.get((step.input as StepInput).job);
    return { number, step, ...(own === undefined ? {} : { job: own }), ...(reason === undefined ? {} : { reason }) };
  });
  return { run, counts: countsOf(plan.state), actions, next };
}

/** The steps of a plan, all of them: one read a page. In the file’s order. */
export async function readSteps(house: JobHouse, id: string): Promise<readonly PlannedStep[]> {
  const plan = await loadPlan(house.store, planOf(id));
  if (plan === undefined) return [];
  const { loaded } = (await withPages(house.store, plan, [...plan.state.pages.keys()])).state;
  return plan.state.pages.flatMap((_, n) => loaded.get(n)?.steps ?? []);
}

interface PageReader {
  stepsOf(page: number): Promise<readonly PlannedStep[]>;
  /** By number, in their order. */
  stepsAt(numbers: readonly number[]): Promise<Map<number, PlannedStep>>;
}

/** Each page is read once, and only if something on it is asked for. */
function openPages({ store }: JobHouse, plan: NonNullable<Awaited<ReturnType<typeof loadPlan>>>): PageReader {
  const read = new Map<number, Promise<readonly PlannedStep[]>>();
  const stepsOf = (page: number): Promise<readonly PlannedStep[]> => {
    const known = read.get(page) ?? withPages(store, plan, [page]).then(({ state }) => state.loaded.get(page)?.steps ?? []);
    read.set(page, known);
    return known;
  };
  const { pages } = plan.state;
  return {
    stepsOf,
    async stepsAt(numbers) {
      const found = await Promise.all(
        numbers.map(async (number) => {
          const page = pages.findLastIndex(({ first }) => first <= number);
          const step = page < 0 ? undefined : (await stepsOf(page))[number - (pages[page]?.first ?? 0)];
          return step === undefined ? [] : [[number, step] as const];
        }),
      );
      return new Map(found.flat());
    },
  };
}

/** Pages of which the plan’s own document says that nothing on them can fit are not read. */
async function chosen(
  reader: PageReader,
  pages: readonly PageSummary[],
  { state, name = '', from }: ActionsAsked,
): Promise<{ numbers: number[]; next: number | undefined }> {
  const part = name.trim().toLowerCase();
  const numbers: number[] = [];
  for (const [n, { first, counts }] of pages.entries()) {
    const size = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (first + size <= from || (state !== undefined && (counts[state] ?? 0) === 0)) continue;
    for (const [at, step] of (await reader.stepsOf(n)).entries()) {
      const number = first + at;
      if (number < from || (state !== undefined && step.state !== state) || !step.name.toLowerCase().includes(part)) continue;
      if (numbers.length === ROWS) return { numbers, next: number };
      numbers.push(number);
    }
  }
  return { numbers, next: undefined };
}

async function jobsOf({ store }: JobHouse, steps: readonly PlannedStep[]): Promise<Map<string, JobState>> {
  const found = await Promise.all(steps.map((step) => store.get({ collection: 'jobs', id: jobFor(step) })));
  return new Map(found.flatMap((job) => (job === undefined ? [] : [[job.id, job.state] as const])));
}

/** Whose end is the step’s: its own job, the one that was taken, or the one that it joined. */
function jobFor({ reused, operation, input }: PlannedStep): string {
  const { job, joins } = input as StepInput;
  return (reused === true ? operation : joins?.job) ?? job;
}

async function reasonsOf(
  house: JobHouse,
  run: RunState,
  reader: PageReader,
  steps: ReadonlyMap<number, PlannedStep>,
  jobs: ReadonlyMap<string, JobState>,
): Promise<ReadonlyMap<string, Reason>> {
  const rows = [...steps.values()];
  const needed = await reader.stepsAt(rows.flatMap(({ state, needs }) => (state === 'waiting' ? needs : [])));
  const { state: backend } = await loadBackend(house.store, run.backend);
  const own = [...jobs.values()].filter((job) => job.run === run.id);
  return whyTheseWait(house, { steps: rows, at: (number) => needed.get(number), jobs: own }, backend);
}
