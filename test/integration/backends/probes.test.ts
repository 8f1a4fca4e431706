import { describe, expect, test } from '@jest/globals';
import type { EndCause } from '#contexts/operations/domain/run/classes.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { raiseFlag } from '#contexts/backends/app/flags.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { ProbeState } from '#contexts/operations/domain/probe.ts';
import { MINUTE, SECOND } from '#kernel/time.ts';
import { openAgentTasks, updateAgentTask, type Updated } from '#products/rehearsal/app/agent-tasks.ts';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { probes } from '#products/rehearsal/app/sweepers/probes.ts';
import { deliver, openWorld, taskOf, type World } from '#test/support/application/world.ts';

const probe = { command: ['is-it-up'], every: 60 * SECOND, timeout: 30 * SECOND, maintenanceExitCode: 10 };

function openProbed(): World {
  const world = openWorld({ rules: { releases: [] } });
  const backends = world.system.rules.backends.map((one) => (one.slug === 'local' ? { ...one, probe } : one));
  Object.assign(world.system, { rules: { ...world.system.rules, backends } });
  return world;
}

function switchOff(world: World): void {
  const backends = world.system.rules.backends.map(({ probe: _probe, ...one }) => one);
  Object.assign(world.system, { rules: { ...world.system.rules, backends } });
}

/** Performs what of probes is due; other effects stay. */
async function looks(world: World, times = 1): Promise<void> {
  for (const { document } of await world.system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 50 }))
    if (document.kind === 'keep_probe' && document.dueAt <= world.time.now)
      await Promise.all(Array.from({ length: times }, () => deliver(world, taskOf(document))));
}

const open = (world: World): Promise<AgentTaskDocument[]> => openAgentTasks(world.system, 'local');
const flags = async (world: World) => (await readBackend(world.system, 'local')).state.flags;
const stateOf = (world: World): Promise<ProbeState | undefined> => world.system.store.get({ collection: 'probes', id: 'local' });

async function answers(world: World, exitCode: number | null, cause: EndCause = 'exited'): Promise<Updated> {
  const [task] = await open(world);
  if (task === undefined) throw new Error('there is no probe');
  await updateAgentTask(world.system, world.outputs, 'local', task.id, task.fencing, { kind: 'started' });
  const ended = { chunks: { stdout: 1, stderr: 0 }, startedAt: 0, finishedAt: 0 };
  return updateAgentTask(world.system, world.outputs, 'local', task.id, task.fencing, { kind: 'finished', cause, exitCode, ...ended });
}

async function begun(): Promise<World> {
  const world = openProbed();
  await sweep(world.system, 's1');
  await looks(world);
  return world;
}

/** Until the next one is asked for. */
async function next(world: World): Promise<void> {
  world.time.now += 60 * SECOND;
  await looks(world);
}

describe('B8 probes', () => {
  test('B8 the agent is asked, one probe at a time however often it is looked at, and again so long after the end of the last', async () => {
    const world = openProbed();
    expect(await probes.look(world.system, 's1')).toBe(1);
    expect(await probes.look(world.system, 's2')).toBe(0);
    await looks(world, 3);
    expect(await open(world)).toMatchObject([
      { id: 'probe-local-1', shared: true, fencing: 1, body: { kind: 'probe', command: ['is-it-up'] } },
    ]);
    world.time.now += 10 * SECOND;
    await looks(world, 3);
    expect(await open(world)).toHaveLength(1);
    expect(await answers(world, 0)).toEqual({ updated: 'ok', cancel: false });
    expect(await open(world)).toEqual([]);
    for (const seconds of [5, 50]) {
      world.time.now += seconds * SECOND;
      await looks(world, 3);
    }
    expect(await open(world)).toEqual([]);
    world.time.now += 5 * SECOND;
    await looks(world, 3);
    expect(await open(world)).toMatchObject([{ id: 'probe-local-2' }]);
    // Z6: of one that is over, nothing is left but what it found.
    expect(await world.system.store.get({ collection: 'agentTasks', parent: 'local', id: 'probe-local-1' })).toBeUndefined();
  });

  test('B8 a detected maintenance starts and ends by them, on the backend’s timeline, once each', async () => {
    const world = await begun();
    await answers(world, 10);
    expect(await flags(world)).toMatchObject({
      maintenance_detected: { by: 'a probe', why: 'it is in maintenance', since: world.time.now },
    });
    const { version } = (await readBackend(world.system, 'local')).state;
    await next(world);
    await answers(world, 10);
    expect((await readBackend(world.system, 'local')).state.version).toBe(version);
    await next(world);
    await answers(world, 0);
    expect(await flags(world)).toEqual({});
    expect((await checkOthers(world.system)).filter(({ name }) => name === 'backend local')).toEqual([
      { name: 'backend local', faults: [] },
    ]);
  });

  test.each([
    [1, 'exited'],
    [null, 'timed_out'],
    [0, 'worker_lost'],
  ] as const)('B8 an error changes nothing: %s, %s', async (exitCode, cause) => {
    const world = await begun();
    await answers(world, exitCode, cause);
    expect(await flags(world)).toEqual({});
    await next(world);
    await answers(world, 10);
    await next(world);
    await answers(world, exitCode, cause);
    expect(Object.keys(await flags(world))).toEqual(['maintenance_detected']);
    expect(await stateOf(world)).toMatchObject({ last: { number: 3, found: 'nothing' } });
  });

  test('B8 one that is never answered is given up, and the next is asked for; what comes too late says nothing', async () => {
    const world = await begun();
    const [task] = await open(world);
    if (task === undefined) throw new Error('there is no probe');
    world.time.now += 2 * MINUTE;
    await looks(world);
    expect(await stateOf(world)).toMatchObject({ last: { number: 1, found: 'nothing', note: 'it was not answered in time' } });
    const ended = { chunks: { stdout: 1, stderr: 0 }, startedAt: 0, finishedAt: 0 };
    const late = { kind: 'finished', cause: 'exited', exitCode: 10, ...ended } as const;
    expect((await updateAgentTask(world.system, world.outputs, 'local', task.id, 1, late)).updated).not.toBe('ok');
    expect(await flags(world)).toEqual({});
    await next(world);
    expect(await open(world)).toMatchObject([{ id: 'probe-local-2' }]);
  });

  test('B8 B2 what operators say of maintenance is never taken back by a probe', async () => {
    const world = await begun();
    await raiseFlag(kernelOf(world.system), { backend: 'local', flag: 'maintenance', operator: 'grace', why: 'new disks', id: 'm1' });
    await answers(world, 0);
    expect(Object.keys(await flags(world))).toEqual(['maintenance']);
  });

  test('B8 switched off, nothing is asked any more, and what a probe had found holds nothing back', async () => {
    const world = await begun();
    await answers(world, 10);
    await next(world);
    switchOff(world);
    world.time.now += 10 * SECOND;
    await looks(world);
    expect(await probes.look(world.system, 's3')).toBe(1);
    expect(await flags(world)).toEqual({});
    world.time.now += 10 * MINUTE;
    await looks(world);
    expect(await stateOf(world)).toMatchObject({ number: 2 });
    expect((await stateOf(world))?.asked).toBeUndefined();
    expect(await probes.look(world.system, 's4')).toBe(0);
  });
});
