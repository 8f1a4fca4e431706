import { describe, expect, test } from '@jest/globals';
import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import { backendTable } from '#contexts/backends/pages/backends-table.ts';
import { operationRequest, type OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { raiseFlag } from '#contexts/backends/app/flags.ts';
import { HOUR, SECOND } from '#kernel/time.ts';
import { openAgentTasks } from '#products/rehearsal/app/agent-tasks.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { probes } from '#products/rehearsal/app/sweepers/probes.ts';
import { openWorld } from '#test/support/application/world.ts';
import {
  maintenance,
  data,
  openProbed,
  looks,
  open,
  flags,
  stateOf,
  answers,
  ends,
  operates,
  begun,
  next,
} from '#test/support/application/probed.ts';

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
          by: 'operator.grace',
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
    expect(JSON.stringify(backendTable(view))).toContain('not probed');
    await next(world);
    expect(await open(world)).toEqual([]);
    expect(await operates(world, { operation: 'backend_probe', backend: 'local' })).toEqual({
      refused: 'conflict',
      detail: 'the probes of local are switched off, by operator.grace: it counts the wrong tables',
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
      done: { facts: { backend: 'local', probes: 'on' }, rows: [{ standing: 'under way' }] },
    });
    expect(await open(world)).toMatchObject([{ id: 'probe-local-2' }]);
    await answers(world, 10);
    expect(Object.keys(await flags(world))).toEqual(['maintenance_detected']);
    // Said again, it asks nothing.
    await operates(world, { operation: 'backend_probes', backend: 'local', probes: 'on' });
    expect(await open(world)).toEqual([]);
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
