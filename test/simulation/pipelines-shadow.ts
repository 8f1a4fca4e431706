import { whyNoSlot, type SlotsState } from '#contexts/backends/domain/slots.ts';
import { blocking } from '#contexts/backends/domain/state.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { PlanDocument } from '#contexts/plans/documents.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import { isOver, mayStart, type JobState } from '#products/pipelines/domain/job/state.ts';
import { slotKey } from '#products/pipelines/domain/places.ts';
import type { JobDocument, JoinDocument, RunDocument } from '#products/pipelines/stored/runs.ts';
import { MINUTE } from '#kernel/time.ts';
import type { Committed } from './engine/siege-store.ts';
import { POOLS } from './town-rules.ts';

/** What a commit has made of one document. */
interface Change<D> {
  before: D | undefined;
  after: D;
}

/** Runs, jobs and slots as they were last committed, kept beside the store by looking at every commit. */
export interface PipelinesShadow {
  runs: Map<string, RunDocument>;
  jobs: Map<string, JobDocument>;
  plans: Map<string, PlanDocument>;
  joins: Map<string, JoinDocument>;
  /** By backend. */
  slots: Map<string, SlotsState>;
  backends: Map<string, BackendDocument>;
  /** Open ones, by backend and id. */
  tasks: Map<string, AgentTaskDocument>;
  /** What the last commit changed. */
  changed: { jobs: Change<JobDocument>[]; runs: Change<RunDocument>[]; backends: Change<BackendDocument>[]; slots: boolean };
  take(committed: Committed): void;
  isOver(): boolean;
  sweepDue(): number | undefined;
}

export function createPipelinesShadow(): PipelinesShadow {
  let due: { at: number | undefined } | undefined;
  const shadow: PipelinesShadow = {
    runs: new Map(),
    jobs: new Map(),
    plans: new Map(),
    joins: new Map(),
    slots: new Map(),
    backends: new Map(),
    tasks: new Map(),
    changed: { jobs: [], runs: [], backends: [], slots: false },
    take(committed) {
      shadow.changed = { jobs: [], runs: [], backends: [], slots: false };
      for (const { ref, document } of committed.writes) {
        const take = takers[ref.collection];
        if (take === undefined) continue;
        take(shadow, ref, document);
        due = undefined;
      }
    },
    isOver: () => isAllOver(shadow),
    sweepDue: () => (due ??= { at: sweepDue(shadow) }).at,
  };
  return shadow;
}

type Take = (shadow: PipelinesShadow, ref: Committed['writes'][number]['ref'], document: unknown) => unknown;

const takers: Readonly<Record<string, Take>> = {
  runs: ({ changed, runs }, { id }, document) => changed.runs.push(noted(runs, id, document as RunDocument)),
  jobs: ({ changed, jobs }, { id }, document) => changed.jobs.push(noted(jobs, id, document as JobDocument)),
  backends: ({ changed, backends }, { id }, document) => changed.backends.push(noted(backends, id, document as BackendDocument)),
  plans: ({ plans }, { id }, document) => plans.set(id, document as PlanDocument),
  joins: ({ joins }, { id }, document) => joins.set(id, document as JoinDocument),
  backendSlots({ changed, slots }, { id }, document) {
    changed.slots = true;
    slots.set(id, document as SlotsState);
  },
  agentTasks({ tasks }, { id, parent }, document) {
    const [key, task] = [`${parent} ${id}`, document as AgentTaskDocument];
    if (task.open) tasks.set(key, task);
    else tasks.delete(key);
  },
};

function noted<D>(known: Map<string, D>, id: string, after: D): Change<D> {
  const before = known.get(id);
  known.set(id, after);
  return { before, after };
}

function isAllOver({ runs, jobs, slots, tasks, backends }: PipelinesShadow): boolean {
  return (
    [...runs.values()].every(({ open }) => !open) &&
    [...jobs.values()].every(({ state }) => state.attempt === undefined) &&
    [...slots.values()].every(({ holders }) => holders.length === 0) &&
    [...tasks.values()].every(({ body }) => body.kind !== 'action') &&
    [...backends.values()].every(({ state }) => Object.keys(state.flags).length === 0)
  );
}

/** What is found sooner is on its way. */
const GRACE = 5 * MINUTE;

/** When a sweep will first find something of pipelines that nobody sees to. */
function sweepDue(shadow: PipelinesShadow): number | undefined {
  const { runs, jobs, plans, joins, slots } = shadow;
  const found = [
    ...[...slots.values()].flatMap(({ holders }) => holders.flatMap(({ holder }) => (jobs.get(holder)?.state.attempt ? [] : [0]))),
    ...[...jobs.values()].flatMap((job) => (couldStart(shadow, job) ? [Math.max(job.state.updatedAt + GRACE, pauseOf(job.state))] : [])),
    ...[...joins.values()].flatMap((join) => (join.open && isJoinOver(shadow, join) ? [join.createdAt + GRACE] : [])),
    ...[...plans.values()].flatMap(({ readySince }) => (readySince === undefined ? [] : [readySince + GRACE])),
    ...[...runs.values()].flatMap(({ id, open }) => (open ? (plans.get(planOf(id))?.state.ended?.at ?? []) : [])),
  ];
  return found.length === 0 ? undefined : Math.min(...found);
}

function isJoinOver({ jobs }: PipelinesShadow, { job }: JoinDocument): boolean {
  const found = jobs.get(job);
  return found !== undefined && isOver(found.state);
}

function pauseOf(job: JobState): number {
  return job.state === 'waiting' ? (job.pause?.until ?? 0) : 0;
}

/** There is room for it, and nobody has its backend alone or wants to. */
function couldStart({ backends, slots }: PipelinesShadow, { state: job }: JobDocument): boolean {
  const { pool, weight, usesDatabase } = job.spec;
  const backend = backends.get(job.backend)?.state;
  const held = slots.get(job.backend) ?? { holders: [] };
  if (!mayStart(job) || backend?.lease !== undefined || held.exclusiveSince !== undefined) return false;
  if (backend !== undefined && blocking(backend, usesDatabase).length > 0) return false;
  return whyNoSlot(held, POOLS, { holder: job.id, key: slotKey(job.workspace, job.action), pool, weight }) === undefined;
}
