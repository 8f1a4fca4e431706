import { agentTasks, type AgentTask, type AgentUpdate } from '#contexts/operations/agent.ts';
import type { JobAsk } from '#contexts/intake/domain/submission.ts';
import { endingOf } from '../outside/outputs.ts';
import { isOfAction, type ActionAgent } from './action-agent.ts';
import type { Answered } from '../outside/http.ts';
import type { Town } from '../town.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What jobs of this backend run: the tree of a commit, until a job or a person writes into it. Each deployment is into a fresh one. */
interface Folder {
  tree: string;
}

/** One task in the hands of the program beside a backend. */
interface Held {
  task: AgentTask;
  updates: AgentUpdate[];
  next: number;
  /** Sent everything, or forgot it. */
  over: boolean;
  cancelled: boolean;
}

/** While it holds an action it asks again so often. */
const EVERY = 60 * SECOND;

interface AgentOptions {
  asksAtOnce?: boolean;
  /** What it does with actions of pipelines. */
  actions?: ActionAgent | undefined;
}

/** Two machines of one backend would be the same program started twice; there is one. */
export function startAgent(town: Town, backend: string, { asksAtOnce = false, actions }: AgentOptions = {}): void {
  const held = new Map<string, Held>();
  const folder: Folder = { tree: NOT_OURS };
  let [polling, waits] = [false, false];
  const poll = (): void => {
    if (polling) return;
    if (actions?.isAway() === true) return town.clockwork.after(30 * SECOND, poll);
    polling = true;
    const url = `/agent/v1/${backend}/tasks`;
    town.network.call(
      `agent ${backend} polls`,
      () => town.ask('agent', { method: 'GET', url, headers: bearer(backend) }),
      (answer) => {
        polling = false;
        if (answer?.status !== 200) return town.clockwork.after(30 * SECOND, poll);
        const { tasks } = agentTasks.parse(JSON.parse(answer.body));
        actions?.take(tasks.filter(isOfAction));
        for (const task of tasks) if (!isOfAction(task)) take(town, backend, folder, held, task);
        pollsOn();
      },
    );
  };
  const pollsOn = (): void => {
    if (waits || actions === undefined || !(actions.isBusy() || isDrained(town, backend))) return;
    waits = true;
    town.clockwork.after(EVERY, () => {
      waits = false;
      poll();
    });
  };
  town.listeners.commit.push(({ writes }) => {
    const news = writes.some(({ kind, ref }) => kind === 'create' && ref.collection === 'agentTasks' && ref.parent === backend);
    if (news) town.clockwork.after(town.weather.calm ? SECOND : town.dice.below(60) * SECOND, poll);
  });
  if (asksAtOnce) town.clockwork.after(SECOND, poll);
}

/** B2. Its return may be what a drain waits for. */
function isDrained({ pipelines }: Town, backend: string): boolean {
  return pipelines.backends.get(backend)?.state.drain !== undefined;
}

function bearer(backend: string): { authorization: string } {
  return { authorization: `Bearer ${backend}` };
}

function take(town: Town, backend: string, folder: Folder, held: Map<string, Held>, task: AgentTask): void {
  if (held.has(task.id)) return;
  const one: Held = { task, updates: updatesOf(town, task, folder), next: 0, over: false, cancelled: false };
  held.set(task.id, one);
  if (task.body.kind === 'cancel') {
    const target = held.get(task.body.target);
    if (target !== undefined && !target.over) stop(town, target);
  }
  if (town.weather.has('bad_run') && town.dice.chance(0.04)) {
    town.seen('an agent lost its memory');
    one.over = true;
    return;
  }
  town.clockwork.after(SECOND, () => tell(town, backend, one));
}

/** What it will say of the task, in order. */
function updatesOf(town: Town, { body }: AgentTask, folder: Folder): AgentUpdate[] {
  const at = town.clockwork.time.now;
  const finished = { kind: 'finished', exitCode: 0, chunks: { stdout: 0, stderr: 0 }, startedAt: at, finishedAt: at } as const;
  if (body.kind === 'deploy') {
    const exitCode = town.weather.has('bad_run') && town.dice.chance(0.1) ? 1 : 0;
    if (exitCode === 0) folder.tree = body.sha;
    return [{ kind: 'started' }, { ...finished, exitCode }];
  }
  if (body.kind !== 'run') return [finished];
  const wrong = whatLiesThere(town, folder, body.sha);
  if (wrong !== undefined) return [{ ...finished, exitCode: null, cause: 'wrong_version', message: wrong }];
  const { stdout, stderr, cause, exitCode, good } = endingOf(askOf(town, body.runId), body.runId, town.dice, town.weather);
  town.prints.set(body.runId, { good, stdout, stderr, tree: folder.tree === NOT_OURS ? body.sha : folder.tree });
  forges(town, folder, body.runId);
  const outputs = (
    [
      ['stdout', stdout],
      ['stderr', stderr],
    ] as const
  ).flatMap(([stream, lines]): AgentUpdate[] => (lines.length === 0 ? [] : [{ kind: 'output', stream, seq: 1, lines }]));
  const chunks = { stdout: Math.min(1, stdout.length), stderr: Math.min(1, stderr.length) };
  return [{ kind: 'started' }, ...outputs, { kind: 'alive' }, { ...finished, exitCode, cause, chunks }];
}

/** D5, R14. It looks before each run: by content, against the commit. What was found to be another is not run. */
function whatLiesThere(town: Town, { tree }: Folder, sha: string): string | undefined {
  // What it has not deployed itself it cannot tell.
  if (tree === sha || tree === NOT_OURS) return undefined;
  town.seen(tree.endsWith(FORGED) ? 'a job had forged what the next one would run' : 'something else lay where a run was to begin');
  return `the deployed version is not ${sha}`;
}

/** A job that is not honest writes into the folder that the next one runs in; or somebody puts another version there by hand. */
function forges(town: Town, folder: Folder, runId: string): void {
  const dice = town.dice.fork(`forging of ${runId}`);
  if (town.weather.calm || folder.tree === NOT_OURS) return;
  const isOdd = town.weather.has('bad_run') || town.weather.has('misuse');
  if (isOdd && dice.chance(0.5)) folder.tree = `${folder.tree}${FORGED}`;
  else if (isOdd && dice.chance(0.2)) folder.tree = 'what somebody put there by hand';
}

const FORGED = ', forged';
const NOT_OURS = 'what it has not deployed';

/** What the job was made for; its program knows that, and the agent does not. */
function askOf(town: Town, runId: string): JobAsk {
  for (const { state } of town.watchedRequests().values())
    for (const { ask, runs } of state.jobs) if (runs.some(({ id }) => id === runId)) return ask;
  throw new Error(`an agent was given ${runId}, which nobody asked for`);
}

function stop(_town: Town, one: Held): void {
  const last = one.updates.at(-1);
  if (last?.kind !== 'finished' || one.cancelled) return;
  one.cancelled = true;
  one.updates = [...one.updates.slice(0, one.next), { ...last, exitCode: null, cause: 'cancelled', chunks: chunksSent(one) }];
}

function chunksSent({ updates, next }: Held): { stdout: number; stderr: number } {
  const sent = updates.slice(0, next).filter((update) => update.kind === 'output');
  return {
    stdout: sent.filter(({ stream }) => stream === 'stdout').length,
    stderr: sent.filter(({ stream }) => stream === 'stderr').length,
  };
}

function tell(town: Town, backend: string, one: Held): void {
  const update = one.updates[one.next];
  if (one.over || update === undefined) return;
  const { dice, weather } = town;
  post(town, backend, one.task, one.task.fencing, update, (answer) => hear(town, backend, one, update, answer));
  if (weather.has('misuse') && dice.chance(0.1)) {
    town.seen('an agent said the same thing twice at once');
    post(town, backend, one.task, one.task.fencing, update, () => undefined);
  }
  const [forged, made] = [dice.chance(0.1), town.dice.fork(`made up for ${one.task.id} ${one.next}`)];
  if (weather.has('misuse') && forged && one.task.fencing > 1) forge(town, backend, one, update, one.task.fencing - 1);
  if (weather.has('misuse') && made.chance(0.1)) forge(town, backend, one, update, one.task.fencing + 1 + made.below(1_000));
}

/** The same news, with a number that was not given to it. */
function forge(town: Town, backend: string, one: Held, update: AgentUpdate, fencing: number): void {
  const hear = (answer: Answered | undefined): void => {
    if (answer?.status !== 409) return;
    town.seen(fencing < one.task.fencing ? 'an update with an old fencing number was refused' : 'a made-up fencing number was refused');
  };
  post(town, backend, one.task, fencing, update, hear, true);
}

/** What was taken is sent again with other lines. It is no transaction, so what is kept in the end is what tells. */
function sendOtherLines(town: Town, backend: string, one: Held, update: AgentUpdate): void {
  if (update.kind !== 'output' || !town.weather.has('misuse') || !town.dice.fork(`other lines of ${one.task.id}`).chance(0.4)) return;
  const other = { ...update, lines: update.lines.map((line) => `${line}, said the second time`) };
  post(town, backend, one.task, one.task.fencing, other, (answer) => {
    if (answer?.status === 409 && answer.body.includes('chunk_reused')) town.seen('a chunk came again with other lines');
  });
}

function hear(town: Town, backend: string, one: Held, update: AgentUpdate, answer: Answered | undefined): void {
  const { clockwork, dice, weather } = town;
  const calm = weather.calm;
  if (answer === undefined || answer.status >= 500) return clockwork.after(10 * SECOND, () => tell(town, backend, one));
  if (answer.status === 409 && update.kind === 'finished' && answer.body.includes('missing')) {
    one.next = 1;
    return clockwork.after(SECOND, () => tell(town, backend, one));
  }
  if (answer.status !== 200) {
    if (answer.status === 409) town.seen('an agent heard that its lease is over');
    one.over = true;
    return;
  }
  if (one.updates[one.next] === update) one.next += 1;
  sendOtherLines(town, backend, one, update);
  const last = one.next >= one.updates.length;
  if (last) one.over = true;
  if (answer.body.includes('"cancel":true') && !last) {
    town.seen('an agent was told to stop');
    stop(town, one);
  }
  const lasts = update.kind === 'alive' ? dice.between(5, calm ? 60 : 600) : 2;
  clockwork.after(dice.chance(0.05) && !calm ? 20 * MINUTE : lasts * SECOND, () => tell(town, backend, one));
}

function post(
  town: Town,
  backend: string,
  task: AgentTask,
  fencing: number,
  update: AgentUpdate,
  over: (answer: Answered | undefined) => void,
  stale = false,
): void {
  const asked = {
    method: 'POST' as const,
    url: `/agent/v1/${backend}/tasks/${task.id}`,
    headers: { ...bearer(backend), 'content-type': 'application/json' },
    body: JSON.stringify({ fencing, update }),
  };
  town.network.call(`agent ${backend} says ${update.kind} of ${task.id}`, () => town.ask('agent', asked), over, stale);
}
