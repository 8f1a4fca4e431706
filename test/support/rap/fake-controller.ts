import { endOf } from '#products/pipelines/contracts/controller/end.ts';
import { isFurther, type Stage } from '#products/pipelines/contracts/controller/stages.ts';
import { probeTask, runTask, type WireTask } from '#products/pipelines/contracts/controller/task.ts';
import type { TaskNews } from '#products/pipelines/contracts/controller/news.ts';
import type { AskedRun } from '#products/pipelines/contracts/rap/create-request.ts';
import type { ShownBackend } from '#products/pipelines/contracts/rap/backend.ts';
import { statusOf, type StatusCode } from '#products/pipelines/contracts/rap/status-codes.ts';
import type { Cancelled, Created } from '#products/pipelines/contracts/rap/results.ts';
import type { TaskDesk } from '#products/pipelines/ports/controller-tasks.ts';
import type { RapClient, RapDesk } from '#products/pipelines/ports/rap.ts';
import { orderOf, refusalOf, type FakeJob as Job, type FakePlan } from './fake-plan.ts';
import { jobIdOf } from './job-id.ts';

interface Task {
  wire: WireTask;
  open: boolean;
  stage: Stage | undefined;
  jobId?: string;
}

interface Flags {
  paused: { on: boolean; since?: number };
  manual: { on: boolean; since?: number };
  detected: boolean;
  lastSeenAt?: number;
}

/** The tables of rap-doors.md §2 and §3 in memory: what the doors are tried on until runs are there, and a second opinion afterwards. */
export interface FakeController extends RapDesk, TaskDesk {
  pause(backend: string, on: boolean): void | Promise<void>;
  maintenance(backend: string, on: boolean): void | Promise<void>;
  /** Prepares a reboot: what runs is stopped, and waits. */
  reboot(backend: string): void | Promise<void>;
  probe(backend: string, id: string): void;
  /** Of the next call: it throws once something was done. */
  failNext(): void;
}

export function createFakeController(plan: FakePlan, now: () => number): FakeController {
  const runs = new Map<string, { asked: AskedRun; jobs: Map<string, Job> }>();
  const jobs: Job[] = [];
  const tasks = new Map<string, Task>();
  const flags = new Map<string, Flags>();
  let failing = false;

  const flagsOf = (backend: string): Flags => {
    const known = flags.get(backend) ?? { paused: { on: false }, manual: { on: false }, detected: false };
    flags.set(backend, known);
    return known;
  };
  const isOver = ({ code }: Job): boolean => ['succeeded', 'failed'].includes(statusOf(code));
  /** A cancelled job counts as never run. */
  const newest = (backend: string, workspace: string, action: string): Job | undefined =>
    jobs.findLast((job) => job.backend === backend && job.workspace === workspace && job.action === action && !job.cancelled);

  function move(job: Job, code: StatusCode, message?: string): void {
    if (job.code === code && job.message === message) return;
    const { message: _, ...rest } = job;
    for (const key of Object.keys(job)) Reflect.deleteProperty(job, key);
    Object.assign(job, rest, { code, updatedAt: now() }, message === undefined ? {} : { message });
    if (['waiting_db_maintenance', 'waiting_on_reboot', 'waiting_on_new_task'].includes(code)) delete job.startedAt;
    else if (statusOf(code) === 'running') job.startedAt ??= now();
    if (isOver(job)) job.completedAt = now();
  }

  function walk(asked: AskedRun): { make: string[]; wait: number; unknown: string[] } {
    const all = asked.actions.includes('run_all');
    const requested = all ? Object.keys(plan) : asked.actions;
    const make: string[] = [];
    const seen = new Set<string>();
    let wait = 0;
    const visit = (action: string, isRequested: boolean): void => {
      if (seen.has(action)) return;
      seen.add(action);
      const job = newest(asked.backend, asked.workspace, action);
      if (job !== undefined && !isOver(job)) return void (wait += 1);
      if (job?.code === 'succeeded' && !isRequested && !asked.force) return;
      for (const need of plan[action]?.needs ?? []) visit(need, false);
      make.push(action);
    };
    for (const action of requested) visit(action, !all);
    return { make, wait, unknown: requested.filter((action) => !Object.hasOwn(plan, action)) };
  }

  function makeJobs(asked: AskedRun, actions: readonly string[]): number {
    const made = new Map<string, Job>();
    for (const action of actions) {
      const job: Job = {
        id: jobIdOf(asked.id, action),
        runId: asked.id,
        backend: asked.backend,
        workspace: asked.workspace,
        action,
        command: `python:v2 analysis/${action}.py`,
        usesDatabase: plan[action]?.usesDatabase ?? false,
        code: 'created',
        createdAt: now(),
        asked,
        attempts: 0,
        cancelled: false,
      };
      made.set(action, job);
      jobs.push(job);
    }
    runs.set(asked.id, { asked, jobs: made });
    return made.size;
  }

  function create(client: RapClient, asked: AskedRun): Created {
    const known = runs.get(asked.id);
    if (known !== undefined) {
      if (!client.backends.includes(known.asked.backend)) return { created: 'not_yours' };
      const same = ({ repository: { owner, name }, workspace, commit }: AskedRun): string => `${owner}/${name} ${workspace} ${commit}`;
      return same(known.asked) === same(asked)
        ? { created: 'unchanged', count: known.jobs.size }
        : { created: 'inconsistent', why: 'This id was used before for another repository, workspace or commit' };
    }
    const refused = refusalOf(asked);
    if (refused !== undefined) return { created: 'refused', why: refused };
    const { make, unknown } = walk(asked);
    const all = asked.actions.includes('run_all');
    if (unknown.length > 0) return { created: 'refused', why: `The plan has no action named ${unknown.join(', ')}` };
    if (make.length === 0) return { created: 'nothing', why: all ? 'Nothing is left to run' : 'Every action waits or runs already' };
    if (!asked.codelistsOk && make.some((action) => plan[action]?.usesDatabase)) {
      return { created: 'refused', why: 'The codelists are out of date' };
    }
    return { created: 'jobs', count: makeJobs(asked, make) };
  }

  function step(job: Job): void {
    const { paused, manual, detected } = flagsOf(job.backend);
    const needs = (plan[job.action]?.needs ?? []).map((action) => newest(job.backend, job.workspace, action));
    if (paused.on) return job.code === 'waiting_on_reboot' ? undefined : move(job, 'paused');
    if (job.usesDatabase && (manual.on || detected)) return move(job, 'waiting_db_maintenance');
    if (needs.some((need) => need === undefined || statusOf(need.code) === 'failed')) return move(job, 'dependency_failed');
    if (needs.some((need) => need?.code !== 'succeeded')) return move(job, 'waiting_on_dependencies');
    if ([...tasks.values()].some((task) => task.open && task.jobId === job.id)) return undefined;
    job.attempts += 1;
    const id = `${job.id}-${String(job.attempts).padStart(3, '0')}`;
    const order = orderOf(job, needs);
    const wire = runTask('runjob', { id, backend: job.backend, createdAt: now() }, order, {
      user: job.asked.createdBy,
      project: job.asked.project,
      organisations: job.asked.organisations,
    });
    tasks.set(id, { wire, open: true, stage: undefined, jobId: job.id });
    return move(job, 'initiated');
  }

  function tick(): void {
    for (let changed = true; changed;) {
      const before = jobs.map(({ code }) => code).join();
      for (const job of jobs.filter(({ code }) => statusOf(code) === 'pending')) step(job);
      changed = before !== jobs.map(({ code }) => code).join();
    }
  }

  /** The run's task goes on the list no more; its cancel does. */
  function stop(job: Job): void {
    const running = [...tasks].find(([, task]) => task.open && task.jobId === job.id && task.wire.type === 'runjob');
    if (running === undefined) return;
    running[1].open = false;
    const id = `${running[0]}-cancel`;
    const made = { id, backend: job.backend, createdAt: now() };
    const wire = runTask('canceljob', made, orderOf(job, []), { user: 'x', project: 'x', organisations: [] });
    tasks.set(id, { wire, open: true, stage: undefined, jobId: job.id });
  }

  function interrupt(which: (job: Job) => boolean, code: StatusCode): void {
    for (const job of jobs.filter((one) => statusOf(one.code) === 'running' && which(one))) {
      stop(job);
      move(job, code);
    }
  }

  function take({ wire, jobId }: Task, news: TaskNews): void {
    const job = jobs.find(({ id }) => id === jobId);
    if (wire.type === 'dbstatus' && !('fault' in news.probe)) flagsOf(wire.backend).detected = news.probe.status === 'db-maintenance';
    if (wire.type === 'dbstatus')
      interrupt((one) => one.backend === wire.backend && one.usesDatabase && flagsOf(wire.backend).detected, 'waiting_db_maintenance');
    if (job === undefined || wire.type !== 'runjob' || isOver(job)) return;
    if (!news.complete) return news.stage === 'error' || news.stage === 'none' ? undefined : move(job, news.stage);
    const end = endOf(news.run);
    job.metrics = news.run.metrics;
    if (end.end === 'fault' || news.stage === 'error') return move(job, job.attempts >= 3 ? 'job_error' : 'waiting_on_new_task');
    if (end.end === 'cancelled') return move(job, 'waiting_on_new_task');
    return move(job, end.end === 'succeeded' ? 'succeeded' : end.code, end.message);
  }

  function update(backend: string, news: TaskNews): 'taken' | 'ignored' | 'unknown' {
    const task = tasks.get(news.taskId);
    if (task?.wire.backend !== backend) return 'unknown';
    if (!task.open) return 'ignored';
    if (!news.complete && (news.stage === 'none' || news.stage === 'error' || !isFurther(task.stage, news.stage))) return 'ignored';
    if (news.stage !== 'none' && news.stage !== 'error') task.stage = news.stage;
    if (news.complete) task.open = false;
    take(task, news);
    tick();
    return 'taken';
  }

  function doing<T>(work: () => T): Promise<T> {
    const result = work();
    if (failing) {
      failing = false;
      return Promise.reject(new Error('the answer was lost'));
    }
    return Promise.resolve(result);
  }

  function flag(backend: string, name: 'paused' | 'manual', on: boolean): void {
    const known = flagsOf(backend);
    if (known[name].on !== on) known[name] = { on, since: now() };
  }

  return {
    create: (client, asked) =>
      doing(() => {
        const made = create(client, asked);
        tick();
        return made;
      }),
    status: (client, ids) =>
      doing(() => {
        const known = ids.filter((id) => client.backends.includes(runs.get(id)?.asked.backend ?? ''));
        return {
          jobs: known.flatMap((id) => [...(runs.get(id)?.jobs.values() ?? [])]),
          unknown: ids.filter((id) => !known.includes(id)),
        };
      }),
    cancel: (client, id, actions) =>
      doing((): Cancelled => {
        const run = runs.get(id);
        if (run === undefined || !client.backends.includes(run.asked.backend)) return { cancelled: 'unknown_run' };
        const missing = actions.filter((action) => !run.jobs.has(action));
        if (missing.length > 0) return { cancelled: 'unknown_actions', actions: missing };
        for (const action of actions) {
          const job = run.jobs.get(action);
          if (job === undefined || isOver(job)) continue;
          stop(job);
          job.cancelled = true;
          move(job, 'cancelled_by_user');
        }
        tick();
        return { cancelled: 'taken' };
      }),
    backends: ({ backends }) =>
      doing(() =>
        backends.map((slug): ShownBackend => {
          const { paused, manual, detected, lastSeenAt } = flagsOf(slug);
          const on = manual.on || detected;
          const maintenance = { ...manual, on, ...(on ? { type: manual.on ? ('manual' as const) : ('scheduled' as const) } : {}) };
          return { slug, paused, maintenance, ...(lastSeenAt === undefined ? {} : { lastSeenAt }) };
        }),
      ),
    active: (backend) =>
      doing(() => {
        flagsOf(backend).lastSeenAt = now();
        return [...tasks.values()].filter(({ open, wire }) => open && wire.backend === backend).map(({ wire }) => wire);
      }),
    update: (backend, news) => doing(() => update(backend, news)),
    pause(backend, on) {
      flag(backend, 'paused', on);
      tick();
    },
    maintenance(backend, on) {
      flag(backend, 'manual', on);
      if (on) interrupt((job) => job.backend === backend && job.usesDatabase, 'waiting_db_maintenance');
      tick();
    },
    reboot(backend) {
      flag(backend, 'paused', true);
      interrupt((job) => job.backend === backend, 'waiting_on_reboot');
      tick();
    },
    probe(backend, id) {
      const wire = probeTask({ id, backend, createdAt: now() }, { probe: 'status', database: 'default', image: 'probe:v1' });
      tasks.set(id, { wire, open: true, stage: undefined });
    },
    failNext() {
      failing = true;
    },
  };
}
