import { describe, expect, test } from '@jest/globals';
import { blocking } from '#contexts/backends/domain/state.ts';
import { probeConversions } from '#contexts/operations/shapes.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { raiseFlag } from '#contexts/backends/app/flags.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';
import { updateAgentTask } from '#products/rehearsal/app/agent-tasks.ts';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { probes } from '#products/rehearsal/app/sweepers/probes.ts';
import {
  maintenance,
  data,
  openProbed,
  switchOff,
  looks,
  open,
  flags,
  stateOf,
  answers,
  ends,
  begun,
  next,
} from '#test/support/application/probed.ts';

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
