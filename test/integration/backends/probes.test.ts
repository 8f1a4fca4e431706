import type { z } from 'zod';
import { describe, expect, test } from '@jest/globals';
import type { EndCause } from '#contexts/operations/domain/run/classes.ts';
import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import { blocking } from '#contexts/backends/domain/state.ts';
import { backendTable } from '#contexts/backends/pages/backends-table.ts';
import { probeConversions } from '#contexts/operations/shapes.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { operationRequest, type OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { raiseFlag } from '#contexts/backends/app/flags.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { ProbeTable } from '#contexts/backends/domain/probe-rules.ts';
import type { ProbeState } from '#contexts/operations/domain/probe.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';
import { openAgentTasks, updateAgentTask, type Updated } from '#products/rehearsal/app/agent-tasks.ts';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { probes } from '#products/rehearsal/app/sweepers/probes.ts';
import { deliver, openWorld, taskOf, type World } from '#test/support/application/world.ts';

const maintenance = { command: ['is-it-up'], every: 60 * SECOND, timeout: 30 * SECOND, exitCode: 10 };
const data = { command: ['check', '{month}'], every: 24 * HOUR, timeout: 600 * SECOND, exitCode: 7, monthsAgo: 3 };

function openProbed(probes: ProbeTable = { maintenance }): World {
  const world = openWorld({ rules: { releases: [] } });
  const backends = world.system.rules.backends.map((one) => (one.slug === 'local' ? { ...one, probes } : one));
  Object.assign(world.system, { rules: { ...world.system.rules, backends } });
  return world;
}

function switchOff(world: World): void {
  const backends = world.system.rules.backends.map(({ probes: _probes, ...one }) => one);
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

async function ends(world: World, id: string, exitCode: number): Promise<void> {
  const task = (await open(world)).find((one) => one.id === id);
  if (task === undefined) throw new Error(`there is no ${id}`);
  const ended = { cause: 'exited', exitCode, chunks: { stdout: 0, stderr: 0 }, startedAt: 0, finishedAt: 0 } as const;
  await updateAgentTask(world.system, world.outputs, 'local', id, task.fencing, { kind: 'finished', ...ended });
}

let asked = 0;
function operates(world: World, operation: z.input<typeof operationRequest>): Promise<Operated> {
  return operate(world.system, { by: 'grace', newId: () => `op${(asked += 1)}`, intakeOpen: true }, operationRequest.parse(operation));
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

  test('B8 a second one asks whether the data is sane, in its own time; both are put before the agent at once', async () => {
    const world = openProbed({ maintenance, data });
    world.time.now = Date.UTC(2027, 1, 10);
    expect(await probes.look(world.system, 's1')).toBe(1);
    await looks(world);
    expect(await open(world)).toMatchObject([
      { id: 'probe-local-1', body: { probe: 'maintenance' } },
      {
        id: 'probe-local.data-1',
        subject: { id: 'local.data' },
        body: { probe: 'data', values: { backend: 'local', month: '202611' }, timeout: 600 * SECOND },
      },
    ]);
    await ends(world, 'probe-local.data-1', 7);
    await ends(world, 'probe-local-1', 0);
    expect(await flags(world)).toMatchObject({ data_unsound: { by: 'a probe', why: 'its data failed the check' } });
    // It is told, and holds nothing back.
    expect(blocking((await readBackend(world.system, 'local')).state)).toEqual([]);
    await next(world);
    expect((await open(world)).map(({ id }) => id)).toEqual(['probe-local-2']);
    await ends(world, 'probe-local-2', 10);
    world.time.now += 24 * HOUR;
    await looks(world);
    await ends(world, 'probe-local.data-2', 0);
    expect(Object.keys(await flags(world))).toEqual(['maintenance_detected']);
  });

  test('B8 the first look after a start asks for it, and nothing is asked twice by it', async () => {
    const world = openProbed({ maintenance });
    expect(await probes.look(world.system, 'start-1')).toBe(1);
    await looks(world);
    expect(await probes.look(world.system, 'start-2')).toBe(0);
    expect(await open(world)).toHaveLength(1);
  });

  test('B6 B8 one whose look was put off for too long is taken up again, and the older look finds that it was', async () => {
    const world = openProbed({ maintenance: { ...maintenance, every: 24 * HOUR } });
    await probes.look(world.system, 's1');
    await looks(world);
    await answers(world, 0);
    await looks(world);
    world.time.now += 5 * SECOND;
    await looks(world);
    expect(await probes.look(world.system, 's2')).toBe(0);
    const backends = world.system.rules.backends.map((one) => (one.slug === 'local' ? { ...one, probes: { maintenance } } : one));
    Object.assign(world.system, { rules: { ...world.system.rules, backends } });
    world.time.now += 3 * MINUTE;
    expect(await probes.look(world.system, 's3')).toBe(1);
    await looks(world);
    expect(await open(world)).toMatchObject([{ id: 'probe-local-2' }]);
    await answers(world, 0);
    world.time.now += 25 * HOUR;
    await looks(world, 2);
    expect((await open(world)).map(({ id }) => id)).toEqual(['probe-local-3']);
  });

  test('B8 P3 what nobody answered is not put before its agent again', async () => {
    const world = await begun();
    world.time.now += 3 * MINUTE;
    await looks(world);
    expect(await open(world)).toEqual([]);
  });
});

describe('B8 the switch of an operator', () => {
  test('B8 off for a reason: what they found is taken back in the same commit, nothing is asked, and it is told wherever flags are', async () => {
    const world = openProbed({ maintenance, data });
    await probes.look(world.system, 's1');
    await looks(world);
    await ends(world, 'probe-local-1', 10);
    await ends(world, 'probe-local.data-1', 7);
    const off = await operates(world, { operation: 'backend_probes', backend: 'local', probes: 'off', why: 'it counts the wrong tables' });
    expect(off).toMatchObject({
      done: {
        facts: {
          probes: 'off',
          by: 'grace',
          why: 'it counts the wrong tables',
          takenBack: 'found to be in maintenance, found to have unsound data',
        },
        rows: [
          { name: 'data', standing: 'switched off', last: 'its data failed the check', next: '' },
          { name: 'maintenance', standing: 'switched off', last: 'it is in maintenance', next: '' },
        ],
      },
    });
    expect(Object.keys(await flags(world))).toEqual(['probes_off']);
    const told = 'not probed: it counts the wrong tables';
    const rowsOf = async (asked: OperationRequest) => ((await operates(world, asked)) as { done: OperationAnswer }).done;
    expect((await rowsOf({ operation: 'backends_list' })).rows?.[0]).toMatchObject({ backend: 'local', held: '', told });
    expect((await rowsOf({ operation: 'backend_status', backend: 'local' })).rows?.[0]).toMatchObject({ what: 'flag', name: 'not probed' });
    const { state } = await readBackend(world.system, 'local');
    const view = {
      backends: [{ slug: 'local', state, waiting: 0 }],
      rules: {},
      when: { now: world.time.now, timeZone: 'UTC' },
      operations: { silent: [] },
    };
    expect(String(JSON.stringify(backendTable(view)))).toContain('not probed');
    await next(world);
    expect(await open(world)).toEqual([]);
    expect(await operates(world, { operation: 'backend_probe', backend: 'local' })).toEqual({
      refused: 'conflict',
      detail: 'the probes of local are switched off, by grace: it counts the wrong tables',
    });
  });

  test('B8 what is answered after they were switched off says nothing, and never blocks for ever', async () => {
    const world = await begun();
    await operates(world, { operation: 'backend_probes', backend: 'local', probes: 'off', why: 'new disks' });
    await answers(world, 10);
    expect(Object.keys(await flags(world))).toEqual(['probes_off']);
    expect(await stateOf(world)).toMatchObject({ last: { found: 'nothing', note: 'it was switched off' } });
    // Were it raised all the same, the sweep would take it back.
    await raiseFlag(kernelOf(world.system), {
      backend: 'local',
      flag: 'maintenance_detected',
      operator: 'a probe',
      why: 'late',
      id: 'late',
    });
    expect(await probes.look(world.system, 's2')).toBe(1);
    expect(Object.keys(await flags(world))).toEqual(['probes_off']);
    expect(await probes.look(world.system, 's3')).toBe(0);
  });

  test('B8 on again they are asked at once', async () => {
    const world = await begun();
    await answers(world, 0);
    await looks(world);
    await operates(world, { operation: 'backend_probes', backend: 'local', probes: 'off', why: 'new disks' });
    expect(await operates(world, { operation: 'backend_probes', backend: 'local', probes: 'on' })).toMatchObject({
      done: { facts: { backend: 'local', probes: 'on' }, rows: [{ standing: 'on' }] },
    });
    await next(world);
    expect(await open(world)).toMatchObject([{ id: 'probe-local-2' }]);
  });

  test('B8 one is asked now, beside those of the settings; while one is under way it is said since when', async () => {
    const world = openProbed({ maintenance, data });
    await probes.look(world.system, 's1');
    await looks(world);
    await ends(world, 'probe-local.data-1', 0);
    world.time.now += HOUR;
    expect(await operates(world, { operation: 'backend_probe', backend: 'local' })).toMatchObject({
      done: { facts: { asked: expect.stringMatching(/^data: asked as number 2; maintenance: one has been under way since 2027-/) } },
    });
    await looks(world);
    await ends(world, 'probe-local.data-2', 7);
    expect(await flags(world)).toHaveProperty('data_unsound');
    await looks(world);
    world.time.now += 23 * HOUR;
    await looks(world);
    expect((await open(world)).filter(({ body }) => body.kind === 'probe' && body.probe === 'data')).toEqual([]);
    world.time.now += HOUR;
    await looks(world);
    expect((await open(world)).map(({ id }) => id)).toContain('probe-local.data-3');
  });

  test('B8 who has no probes, no such probe, or is not known is told', async () => {
    const world = openProbed({ maintenance });
    for (const [asked, answer] of [
      [
        { operation: 'backend_probe', backend: 'backup' },
        { refused: 'conflict', detail: expect.stringContaining('backup has no probes') },
      ],
      [{ operation: 'backend_probes', backend: 'backup', probes: 'on' }, { refused: 'conflict' }],
      [
        { operation: 'backend_probe', backend: 'local', probe: 'data' },
        { refused: 'not_found', detail: 'local has no probe data; known: maintenance' },
      ],
      [{ operation: 'backend_probe', backend: 'gone' }, { refused: 'not_found' }],
      [
        { operation: 'backend_probes', backend: 'local', probes: 'off' },
        { refused: 'conflict', detail: 'say why they are switched off' },
      ],
    ] as const)
      expect(await operates(world, asked)).toMatchObject(answer);
  });
});

describe('B8 B10 one that was added while the system runs', () => {
  const add = { operation: 'backend_add', slug: 'gpu', kind: 'shared' } as const;

  test('B8 B10 is asked as soon as it is there, and as it is said anew; what is left out stays', async () => {
    const world = openWorld({ rules: { releases: [] } });
    expect(await operates(world, { ...add, probes: { maintenance: { command: ['is-it-up'] }, data: {} } })).toMatchObject({
      done: { rows: [{ pool: 'default' }, { name: 'data', last: 'not asked yet' }, { name: 'maintenance' }] },
    });
    await looks(world);
    const tasks = await openAgentTasks(world.system, 'gpu');
    expect(tasks.map(({ id, body }) => [id, body.kind === 'probe' && body.command])).toEqual([
      ['probe-gpu-1', ['is-it-up']],
      ['probe-gpu.data-1', ['rehearsal-probe', 'data']],
    ]);
    expect(await operates(world, { ...add, pools: { default: 3 } })).toMatchObject({
      done: { rows: [{ pool: 'default', slots: 3 }, { name: 'data' }, { name: 'maintenance' }] },
    });
    expect(await operates(world, { ...add, probes: {} })).toMatchObject({ done: { rows: [{ pool: 'default', slots: 3 }] } });
    world.time.now += 10 * SECOND;
    await looks(world);
    expect(await openAgentTasks(world.system, 'gpu')).toEqual([]);
  });

  test('B8 B10 a probe that is under way keeps nobody from removing it, and what it found is gone with it', async () => {
    const world = openWorld({ rules: { releases: [] } });
    await operates(world, { ...add, probes: { maintenance: {} } });
    await looks(world);
    expect(await operates(world, { operation: 'backend_remove', backend: 'gpu' })).toMatchObject({ done: { facts: { removed: true } } });
    world.time.now += 10 * SECOND;
    await looks(world);
    expect(await openAgentTasks(world.system, 'gpu')).toEqual([]);
  });

  test('B8 everything that is wrong with its probes is told at once', () => {
    const read = operationRequest.safeParse({
      ...add,
      probes: { maintenance: { everySeconds: 1, exitCode: 0 }, data: { monthsAgo: -1 }, more: {} },
    });
    expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([
      'probes.maintenance.everySeconds',
      'probes.maintenance.exitCode',
      'probes.data.monthsAgo',
      'probes',
    ]);
  });
});

test('Z5 a probe that was stored before there were more than one is read as the one about maintenance', () => {
  const [convert] = probeConversions;
  const old = {
    slug: 'local',
    keptBy: 'k',
    number: 3,
    asked: { at: 1, until: 2, maintenanceExitCode: 10 },
    last: { number: 2, at: 9, found: 'maintenance', note: 'it is in maintenance' },
    holds: true,
  };
  expect(convert?.(old, 'local')).toEqual({
    slug: 'local',
    name: 'maintenance',
    keptBy: 'k',
    number: 3,
    asked: { at: 1, until: 2, exitCode: 10 },
    last: { number: 2, at: 9, found: 'found', note: 'it is in maintenance' },
    said: { found: 'found', since: 9 },
  });
  expect(convert?.({ slug: 'local', number: 1, last: { number: 1, at: 9, found: 'no_maintenance', note: '' } }, 'local')).toMatchObject({
    last: { found: 'clear' },
  });
});
