import { agentTasks, type AgentUpdate } from '#contexts/operations/agent.ts';
import { createLinkSigner, type LinkSigner } from '#doors/action-links.ts';
import { signWebhook } from '#doors/verify-signature.ts';
import { collections } from '#functions/wiring/collections.ts';
import { createDispatchEffect } from '#functions/dispatch-effect/handler.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { entryId } from '#products/rehearsal/app/outbox.ts';
import type { Store } from '#functions/wiring/system.ts';
import { createClockwork } from '#test/simulation/engine/clockwork.ts';
import { createDice } from '#test/simulation/engine/dice.ts';
import { createRecord } from '#test/simulation/engine/record.ts';
import { openDoors, PUBLIC_URL, taskDoor, WEBHOOK_SECRET, type Doors } from '#test/simulation/doors.ts';
import { ask, formBody, type Answered, type Asked } from '#test/simulation/outside/http.ts';
import { openWorld, START, type World } from '#test/support/application/world.ts';
import { countOperations, type Operations } from '#test/support/counting.ts';
import { openQuestion } from '#test/support/given-request.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { sampleForm, sampleJob } from '#test/support/sample-submission.ts';

/** What one asker took, in all its calls together. */
export interface Took {
  calls: number;
  reads: number;
  writes: number;
}

interface Place {
  world: World;
  /** The same store, uncounted. */
  plain: Store;
  operations: Operations;
  doors: Doors;
  links: LinkSigner;
  took: Map<string, Took>;
}

/**
 * One job without an audit, by an agent, from the form to the approval: through every door, with every effect that is due, one thing after the
 * other. Time stands still, so nothing is in it that depends on how long things take: an agent polls once for each task. Gives what each asker took.
 */
export async function oneLifecycle(): Promise<ReadonlyMap<string, Took>> {
  const place = openPlace();
  const { world, doors, links, plain } = place;
  const answer = await counted(place, 'receive-request', () => ask(doors.receive, submission()));
  const { id } = JSON.parse(answer.body) as { id: string };
  await settle(place, id);
  await press(place, links, id, 'review', 'accept');
  await settle(place, id);
  for (let task = 0; task < TASKS; task += 1) await serveOne(place, id);
  await press(place, links, id, 'verdict', 'approve');
  await settle(place, id);
  const { status } = await stateOf(plain, id);
  if (status !== 'approved') throw new Error(`it is ${status}: ${JSON.stringify(world.logged)}`);
  await plain.close();
  return place.took;
}

/** Of the agent: a deployment step, and the run. */
const TASKS = 2;

function openPlace(): Place {
  const clockwork = createClockwork(START, createRecord(false));
  const { time } = clockwork;
  const plain = openSqliteStore({ collections, path: ':memory:', now: () => time.now });
  const { store, operations } = countOperations(plain);
  const rules = { releases: sampleRules.releases.slice(1), pullRequests: [{ owner: 'oppia', repository: 'oppia' }] };
  const world = openWorld({ store, time, rules });
  const links = createLinkSigner({ keys: [Buffer.alloc(32, 7)], baseUrl: PUBLIC_URL });
  const doors = openDoors(world, clockwork, links, createDice(1), false);
  return { world, plain, operations, doors, links, took: new Map() };
}

async function counted<T>({ operations, took }: Place, asker: string, work: () => Promise<T>): Promise<T> {
  const { reads, writes, deletes } = operations;
  const value = await work();
  const known = took.get(asker) ?? { calls: 0, reads: 0, writes: 0 };
  took.set(asker, {
    calls: known.calls + 1,
    reads: known.reads + operations.reads - reads,
    writes: known.writes + operations.writes - writes + operations.deletes - deletes,
  });
  return value;
}

function submission(): Asked {
  const expectedOutput = [{ kind: 'exact', line: 'done' }];
  const jobs = [sampleJob({ name: 'CountTopicsJob', module: undefined, expectedOutput })];
  const body = JSON.stringify(sampleForm({ targetRelease: '3.4.1', backend: 'local', jobs }));
  const [id, timestamp] = ['msg_1', Math.floor(START / 1000)];
  const signature = signWebhook({ id, timestamp, body, secret: WEBHOOK_SECRET });
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
  return { method: 'POST', url: '/requests', headers: { 'content-type': 'application/json', ...headers }, body };
}

/** The doorbell rings for each version, and each task that is due is delivered, until there is none. */
async function settle(place: Place, id: string): Promise<void> {
  const { world, plain } = place;
  const { tasks } = world.queue;
  const ring = createDispatchEffect(world.system);
  for (let rung = place.took.get('dispatch-effect')?.calls ?? 0; ;) {
    for (const { version } = await stateOf(plain, id); rung < version; rung += 1)
      await counted(place, 'dispatch-effect', () => ring({ subject: `documents/requests/${id}/timeline/${entryId(rung + 1)}` }));
    const due = tasks.findIndex(({ notBefore = 0 }) => notBefore <= world.time.now);
    const [task] = due < 0 ? [] : tasks.splice(due, 1);
    if (task === undefined) return;
    const asked = { method: 'POST', url: '/', body: JSON.stringify(task.payload) } as const;
    heard(await counted(place, task.kind, () => ask(taskDoor(world, task), asked)));
  }
}

/** Somebody opens a link of a mail, and decides. */
async function press(place: Place, links: LinkSigner, id: string, kind: 'review' | 'verdict', action: 'accept' | 'approve'): Promise<void> {
  const { id: question } = openQuestion(await stateOf(place.plain, id), kind);
  const whose = { subject: theRequest(id), question, person: 'grace' };
  const url = new URL(links.url({ ...whose, action })).pathname;
  const typed = { code: links.code(whose), comment: 'Counted by hand.' };
  const look = async (): Promise<unknown> =>
    heard(await counted(place, 'follow-link, looked at', () => ask(place.doors.follow, { method: 'GET', url })));
  await look();
  heard(await counted(place, 'follow-link, decided', () => ask(place.doors.follow, { method: 'POST', url, ...formBody(typed) })));
  // The browser is sent back to it.
  await look();
}

/** The agent finds its next task, and does it. */
async function serveOne(place: Place, id: string): Promise<void> {
  const url = '/agent/v1/local/tasks';
  const headers = { authorization: 'Bearer local' };
  const found = heard(await counted(place, 'serve-agent, polled', () => ask(place.doors.agent, { method: 'GET', url, headers })));
  const [task] = agentTasks.parse(JSON.parse(found.body)).tasks;
  if (task === undefined) throw new Error('the agent finds nothing to do');
  for (const update of updates) {
    const body = JSON.stringify({ fencing: task.fencing, update });
    heard(
      await counted(place, 'serve-agent, told', () => ask(place.doors.agent, { method: 'POST', url: `${url}/${task.id}`, headers, body })),
    );
    await settle(place, id);
  }
}

/** Of every task: each writes something, so that its end is looked at together with what it wrote (R6, R16). */
const updates: AgentUpdate[] = [
  { kind: 'started' },
  { kind: 'output', stream: 'stdout', seq: 1, lines: ['done'] },
  { kind: 'finished', exitCode: 0, cause: 'exited', chunks: { stdout: 1, stderr: 0 }, startedAt: START, finishedAt: START },
];

async function stateOf(store: Store, id: string): Promise<RequestState> {
  const found = await store.get({ collection: 'requests', id });
  if (found === undefined) throw new Error(`no request ${id}`);
  return found.state;
}

function heard(answer: Answered): Answered {
  if (answer.status >= 400) throw new Error(`${answer.status}: ${answer.body.slice(0, 300)}`);
  return answer;
}
