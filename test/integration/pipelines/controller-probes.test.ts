import { expect, test } from '@jest/globals';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { owners } from '#functions/wiring/owners.ts';
import { noOutputs } from '#functions/wiring/no-outputs.ts';
import { createTaskDesk } from '#products/pipelines/app/controller-tasks.ts';
import { kernelOf } from '#products/pipelines/app/machine.ts';
import { readNews } from '#products/pipelines/contracts/controller/news.ts';
import { wireTask } from '#products/pipelines/contracts/controller/task.ts';
import { askProbe } from '#products/rehearsal/app/probes.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { openSharedWorld } from '#test/support/pipelines/installed.ts';

const rules = { command: ['nobody-asks-so'], timeout: MINUTE, exitCode: 7 };
const probes = { maintenance: { ...rules, every: MINUTE }, data: { ...rules, every: 24 * HOUR, monthsAgo: 2 } };
const image = { image: 'registry.example/ehrql:v1', imageDigest: 'sha256:1' };

async function opened(probe: typeof image | 'none' = image) {
  const { system, time } = openSharedWorld();
  const backends = system.rules.backends.map((one) => (one.slug === 'local' ? { ...one, probes } : one));
  Object.assign(system, { rules: { ...system.rules, backends } });
  time.now = Date.UTC(2027, 0, 15);
  const { store } = system;
  const tasks = createTaskDesk({
    desk: { kernel: kernelOf(system), store, outputs: noOutputs, limits: system.rules.output, owners },
    noteSeen: async () => undefined,
    askerOf: async () => ({ user: '', project: '', organisations: [], permissions: [] }),
    ...(probe === 'none' ? {} : { probe }),
  });
  const asks = (name: 'maintenance' | 'data', key: string) => askProbe(system, { slug: 'local', name }, key);
  const tells = async (task: string, results: unknown) => {
    const read = readNews(JSON.stringify({ task_id: task, stage: '', complete: true, results, timestamp_ns: null }));
    if ('malformed' in read) throw new Error(read.malformed);
    return tasks.update('local', read.news);
  };
  const said = (status: string) => ({ results: { status }, error: null });
  const flags = async () => Object.keys((await readBackend(system, 'local')).state.flags);
  return { tasks, asks, tells, said, flags };
}

test('P5 B8 an agent of job-runner is asked both by its own types, and told no key that it does not know', async () => {
  const { tasks, asks } = await opened();
  await asks('data', 'k1');
  await asks('maintenance', 'k2');
  const active = await tasks.active('local');
  expect(active.map(({ type, definition }) => [type, definition])).toEqual(
    expect.arrayContaining([
      ['dbstatus', { database_name: 'default', image: 'registry.example/ehrql:v1', image_sha: 'sha256:1' }],
      ['dbdatacheck', { hes_expected_activity_month: '202611', image: 'registry.example/ehrql:v1', image_sha: 'sha256:1' }],
    ]),
  );
  for (const task of active) expect(wireTask.safeParse(task).success).toBe(true);
});

test.each([
  ['data', 'FAILED', 'OK', 'data_unsound'],
  ['maintenance', 'db-maintenance', '', 'maintenance_detected'],
] as const)('P5 B8 what it says of %s counts in its own words, and those of the other say nothing', async (name, found, clear, flag) => {
  const { asks, tells, said, flags } = await opened();
  const task = (n: number): string => `probe-local${name === 'data' ? '.data' : ''}-${n}`;
  const others = name === 'data' ? 'db-maintenance' : 'FAILED';
  const stories: [unknown, string[]][] = [
    [said(others), []],
    [said(found), [flag]],
    [{ results: null, error: { type: 'docker', message: 'gone' } }, [flag]],
    [null, [flag]],
    [said(clear), []],
  ];
  for (const [at, [results, after]] of stories.entries()) {
    expect(await asks(name, `k${at}`)).toEqual({ number: at + 1 });
    expect(await tells(task(at + 1), results)).toBe('taken');
    expect(await flags()).toEqual(after);
    // Told again, it is no news.
    expect(await tells(task(at + 1), said(found))).toBe('ignored');
    expect(await flags()).toEqual(after);
  }
});

test('P5 B8 without an image it is shown none, and can say nothing of them', async () => {
  const { tasks, asks, tells, said } = await opened('none');
  await asks('data', 'k1');
  expect(await tasks.active('local')).toEqual([]);
  expect(await tells('probe-local.data-1', said('FAILED'))).toBe('unknown');
});
