import { operatorCalled } from '#test/support/known-as.ts';
import type { z } from 'zod';
import type { EndCause } from '#contexts/operations/domain/run/classes.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { operationRequest } from '#products/rehearsal/contracts/operations.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { ProbeTable } from '#contexts/backends/domain/probe-rules.ts';
import type { ProbeState } from '#contexts/operations/domain/probe.ts';
import { HOUR, SECOND } from '#kernel/time.ts';
import { openAgentTasks, updateAgentTask, type Updated } from '#products/rehearsal/app/agent-tasks.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { deliver, openWorld, taskOf, type World } from '#test/support/application/world.ts';

export const maintenance = { command: ['is-it-up'], every: 60 * SECOND, timeout: 30 * SECOND, exitCode: 10 };
export const data = { command: ['check', '{month}'], every: 24 * HOUR, timeout: 600 * SECOND, exitCode: 7, monthsAgo: 3 };

export function openProbed(probes: ProbeTable = { maintenance }): World {
  const world = openWorld({ rules: { releases: [] } });
  const backends = world.system.rules.backends.map((one) => (one.slug === 'local' ? { ...one, probes } : one));
  Object.assign(world.system, { rules: { ...world.system.rules, backends } });
  return world;
}

export function switchOff(world: World): void {
  const backends = world.system.rules.backends.map(({ probes: _probes, ...one }) => one);
  Object.assign(world.system, { rules: { ...world.system.rules, backends } });
}

/** Performs what of probes is due; other effects stay. */
export async function looks(world: World, times = 1): Promise<void> {
  for (const { document } of await world.system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 50 }))
    if (document.kind === 'keep_probe' && document.dueAt <= world.time.now)
      await Promise.all(Array.from({ length: times }, () => deliver(world, taskOf(document))));
}

export const open = (world: World): Promise<AgentTaskDocument[]> => openAgentTasks(world.system, 'local');
export const flags = async (world: World) => (await readBackend(world.system, 'local')).state.flags;
export const stateOf = (world: World): Promise<ProbeState | undefined> => world.system.store.get({ collection: 'probes', id: 'local' });

export async function answers(world: World, exitCode: number | null, cause: EndCause = 'exited'): Promise<Updated> {
  const [task] = await open(world);
  if (task === undefined) throw new Error('there is no probe');
  await updateAgentTask(world.system, world.outputs, 'local', task.id, task.fencing, { kind: 'started' });
  const ended = { chunks: { stdout: 1, stderr: 0 }, startedAt: 0, finishedAt: 0 };
  return updateAgentTask(world.system, world.outputs, 'local', task.id, task.fencing, { kind: 'finished', cause, exitCode, ...ended });
}

export async function ends(world: World, id: string, exitCode: number): Promise<void> {
  const task = (await open(world)).find((one) => one.id === id);
  if (task === undefined) throw new Error(`there is no ${id}`);
  const ended = { cause: 'exited', exitCode, chunks: { stdout: 0, stderr: 0 }, startedAt: 0, finishedAt: 0 } as const;
  await updateAgentTask(world.system, world.outputs, 'local', id, task.fencing, { kind: 'finished', ...ended });
}

let asked = 0;
export function operates(world: World, operation: z.input<typeof operationRequest>): Promise<Operated> {
  return operate(
    world.system,
    { who: operatorCalled('grace'), newId: () => `op${(asked += 1)}`, intakeOpen: true },
    operationRequest.parse(operation),
  );
}

export async function begun(): Promise<World> {
  const world = openProbed();
  await sweep(world.system, 's1');
  await looks(world);
  return world;
}

/** Until the next one is asked for. */
export async function next(world: World): Promise<void> {
  world.time.now += 60 * SECOND;
  await looks(world);
}
