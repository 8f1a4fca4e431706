import { z } from 'zod';
import { jsonOf, type Json } from './job-server.ts';

const TASK = 'attributes backend created_at definition id type';
const STUDY = ['branch', 'commit', 'git_repo_url'];
const NEEDED =
  'id rap_id repo_url commit study workspace action created_at image image_sha args env inputs input_job_ids output_spec allow_database_access level4_max_csv_rows level4_max_filesize'.split(
    ' ',
  );
const MORE = 'task_id database_name user cpu_count memory_limit level4_file_types'.split(' ');
const PROBES: Record<string, string> = {
  dbstatus: 'database_name image image_sha',
  dbdatacheck: 'hes_expected_activity_month image image_sha',
};

/** What a program does on the machine: it outlives its agent. */
interface Machine {
  stage: 'prepared' | 'executing' | 'finalized';
  since: number;
  polls: number;
  killed?: boolean;
}

export interface Work {
  /** For so many polls it is at work. */
  polls?: number;
  results?: Json;
  /** The agent's own fault. */
  fault?: Json;
}

/** P5. What job-runner's agent does at each poll (rap-doors §3.2), strict on what it reads; it throws where the original's loop ends. */
export interface JobRunner {
  /** One turn of its loop. `dies`: after so many updates, so that another goes on where the machine is. */
  poll(options?: { dies?: number }): Promise<Json[]>;
  update(payload: Json | string): Promise<number>;
  /** Every task that it has begun, in order. */
  started: string[];
}

class Died extends Error {}

/** A call of the controller, by a path below its root. */
type Ask = (path: string, token: string, form?: URLSearchParams) => Promise<{ status: number; body: string }>;

interface Around {
  /** Over HTTP unless told. */
  ask?: Ask;
  /** Somebody wants to know what runs on the machine. `killed`: it did not end by itself. */
  begins?: (definition: Json) => void;
  ends?: (task: string, end: 'ended' | 'killed') => void;
}

function overHttp(root: string): Ask {
  return async (path, authorization, body) => {
    const answer = await fetch(new URL(path, root), {
      headers: { authorization },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    return { status: answer.status, body: await answer.text() };
  };
}

export function createJobRunner(
  root: string,
  backend: string,
  token: string,
  workOf: (definition: Json) => Work = () => ({}),
  { ask = overHttp(root), begins, ends }: Around = {},
): JobRunner {
  const machines = new Map<string, Machine>();
  const started: string[] = [];
  let clock = 1_788_000_000_000_000_000n;
  let left = Infinity;

  async function update(payload: Json | string): Promise<number> {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const { status, body } = await ask(`${backend}/task/update/`, token, new URLSearchParams({ payload: text }));
    if (status < 300 && jsonOf(body) === undefined) throw new Error('an answer without JSON ends the loop');
    return status;
  }

  async function tell(
    taskId: string,
    stage: string,
    { results = {}, complete = false, at = undefined as bigint | undefined } = {},
  ): Promise<void> {
    if (left <= 0) throw new Died();
    left -= 1;
    const rest = JSON.stringify({ task_id: taskId, stage, results, complete }).slice(0, -1);
    const status = await update(`${rest}, "timestamp_ns": ${at ?? (clock += 1_000_000_007n)}}`);
    if (status >= 400) throw new Error(`the update of ${taskId} was refused: ${status}`);
  }

  async function run(id: string, definition: Json): Promise<void> {
    const key = String(definition['task_id']);
    const work = workOf(definition);
    const machine = machines.get(key);
    if (work.fault !== undefined) return tell(id, 'error', { results: { error: work.fault }, complete: true });
    if (machine === undefined) {
      await tell(id, 'preparing');
      machines.set(key, { stage: 'prepared', since: Number(clock), polls: 0 });
      return tell(id, 'prepared');
    }
    if (machine.stage === 'prepared') {
      started.push(key);
      begins?.(definition);
      machines.set(key, { stage: 'executing', since: Number(clock), polls: 0 });
      return tell(id, 'executing');
    }
    machine.polls += 1;
    if (machine.stage === 'executing' && machine.polls <= (work.polls ?? 0))
      return tell(id, 'executing', { at: 1_788_000_000_000_000_123n });
    if (machine.stage === 'executing') ends?.(key, 'ended');
    machine.stage = 'finalized';
    await tell(id, 'finalizing');
    return tell(id, 'finalized', { results: resultsOf({ ...work.results }), complete: true });
  }

  async function cancel(id: string, definition: Json): Promise<void> {
    const key = id.replace(/-cancel$/, '');
    const machine = machines.get(key);
    const { stage = 'unknown' } = machine ?? {};
    if (stage === 'executing') ends?.(key, 'killed');
    await tell(id, stage);
    if (stage === 'finalized') return tell(id, 'finalized', { results: resultsOf({ cancelled: true }), complete: true });
    const code = stage === 'executing' ? '137' : 'None';
    if (stage === 'executing') await tell(id, 'executed');
    machines.set(key, { stage: 'finalized', since: 0, polls: 0, killed: true });
    if (String(definition['task_id']) !== id || definition['image_sha'] !== null) throw new Error('a cancel has its own id, and no digest');
    return tell(id, 'finalized', { results: resultsOf({ cancelled: true, exit_code: code }), complete: true });
  }

  async function handle({ id, type, definition }: Json): Promise<void> {
    const given = definition as Json;
    const name = String(id);
    if (type === 'runjob') return run(name, given);
    if (type === 'canceljob') return cancel(name, given);
    const { results = { status: '' }, fault } = workOf(given);
    await update({
      task_id: name,
      stage: '',
      complete: true,
      timestamp_ns: null,
      results: fault ? { results: null, error: fault } : { results, error: null },
    });
  }

  return {
    started,
    update,
    async poll({ dies = Infinity } = {}) {
      left = dies;
      const { status, body } = await ask(`${backend}/tasks/`, token);
      if (status !== 200) throw new Error(`the loop ends: ${status}`);
      const { tasks } = z.object({ tasks: z.array(z.record(z.string(), z.unknown())) }).parse(jsonOf(body));
      for (const task of tasks) check(task);
      try {
        for (const task of tasks) await handle(task);
      } catch (error) {
        if (!(error instanceof Died)) throw error;
      }
      return tasks;
    },
  };
}

/** One key more stops the whole poll; one more in a definition fails its task for ever. */
function check(task: Json): void {
  if (Object.keys(task).toSorted().join(' ') !== TASK) throw new Error(`a task has ${Object.keys(task).join(' ')}`);
  const definition = z.record(z.string(), z.unknown()).parse(task['definition']);
  const keys = Object.keys(definition);
  const probe = PROBES[String(task['type'])];
  if (probe !== undefined) {
    if (keys.toSorted().join(' ') !== probe) throw new Error(`a probe has ${keys.join(' ')}`);
    return;
  }
  if (!['runjob', 'canceljob'].includes(String(task['type']))) throw new Error(`no such type: ${String(task['type'])}`);
  const [missing, unknown] = [NEEDED.filter((key) => !keys.includes(key)), keys.filter((key) => ![...NEEDED, ...MORE].includes(key))];
  if (missing.length + unknown.length > 0) throw new Error(`missing: ${missing.join(' ')}; unknown: ${unknown.join(' ')}`);
  const study = z.record(z.string(), z.string()).parse(definition['study']);
  if (STUDY.some((key) => !(key in study))) throw new Error('the study is not whole');
  for (const url of [study['git_repo_url'], definition['repo_url']])
    if (!/^https:\/\/github\.com\/[^/]+\/[^/]+$/.test(String(url))) throw new Error(`not an address of GitHub: ${String(url)}`);
  z.record(z.string(), z.string()).parse(definition['env']);
  z.number().parse(definition['created_at']);
}

/** As they arrive: much that nobody reads, and what is read as text. */
export function resultsOf(more: Json): Json {
  return {
    exit_code: '0',
    status_message: null,
    hint: null,
    timestamp_ns: 5,
    docker_image_id: 'sha256:1',
    oom_killed: false,
    container_metadata: { State: { Pid: 1, nested: [{ deep: [1, 2, 3] }] } },
    user: 'x',
    cancelled: false,
    error: false,
    job_metrics: { cpu_peak: 3.5, mem_mb_peak: 12 },
    has_unmatched_patterns: false,
    has_level4_excluded_files: false,
    ...more,
  };
}
