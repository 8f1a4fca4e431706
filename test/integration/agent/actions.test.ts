import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import type { ManifestEntry } from '#contexts/operations/domain/action/result.ts';
import { findBubblewrap } from '#test/support/bubblewrap.ts';
import { makeStudy, scripted, type Study } from './actions-scene.ts';
import { until } from './scene.ts';
import { useSharedScene } from './shared-scene.ts';

const there = findBubblewrap() ? describe : describe.skip;

there('K3 an action in the sandbox', () => {
  const shared = useSharedScene({ AGENT_CONTAINERS: 'none' });
  let scene: ReturnType<typeof shared>;
  let study: Study;
  let made = 0;
  beforeAll(() => {
    study = makeStudy(join(shared().folder, 'study'), { 'analysis/go.js': 'console.log("from the study")', 'output/old.csv': 'a\n1\n' });
  });
  beforeEach(() => {
    scene = shared();
    scene.startAgent();
    made = 0;
  });

  const stagesOf = (id: string) => scene.server.updates(id).flatMap((update) => (update.kind === 'stage' ? [update.stage] : []));
  const entriesOf = (id: string): ManifestEntry[] =>
    scene.server.updates(id).flatMap((update) => (update.kind === 'manifest' ? update.entries : []));
  const place = (workspace: string, ...path: string[]) => join(scene.folder, 'workspaces', workspace, ...path);
  const released = (workspace: string): string => {
    const [name = ''] = readdirSync(place(workspace, 'release'));
    return place(workspace, 'release', name);
  };

  /** Its end, once it has one. */
  async function run(script: string, more: Partial<ActionTask> = {}) {
    made += 1;
    const id = `j${made}-001`;
    scene.server.offer(id, scripted(study, script, more));
    return { id, ...(await scene.finished(id)) };
  }
  const write = (path: string, text: string) =>
    `require('fs').mkdirSync(require('path').dirname('${path}'), { recursive: true }); require('fs').writeFileSync('${path}', ${JSON.stringify(text)});`;

  test('K3 R14 runs in the files of the commit, tells its stages in order, and keeps what it made', async () => {
    const finished = await run(`require('./analysis/go.js'); ${write('output/rows.csv', 'id\n1\n2\n')}`, { workspace: 'first' });
    expect(finished).toMatchObject({ exitCode: 0, cause: 'exited', result: { runtime: 'bubblewrap', metrics: { by: 'samples' } } });
    expect(finished.result?.outputs).toEqual({ matched: [{ pattern: 'output/rows.csv', files: 1 }], unmatched: [], notFiles: 0 });
    expect(scene.printed(finished.id, 'stdout')).toEqual(['from the study']);
    expect(stagesOf(finished.id)).toEqual(['preparing', 'prepared', 'executing', 'executed', 'finalizing', 'finalized']);
    expect(entriesOf(finished.id)).toEqual([
      { name: 'output/rows.csv', level: 'highly_sensitive', sha256: expect.any(String), bytes: 7, rows: 2 },
    ]);
    expect(readdirSync(released('first'))).toEqual([]);
    await until(() => readdirSync(join(scene.folder, 'work')).length === 0, 'its folder going');
  });

  test('K3 R17 the figures of a run tell its memory and its processor time', async () => {
    const script = `const all = Buffer.alloc(120 * 1024 * 1024, 1); const end = Date.now() + 1500; while (Date.now() < end) all[0] += 1; ${write('output/rows.csv', 'x')}`;
    const { result } = await run(script, { workspace: 'figures' });
    expect(result?.metrics?.peakMemoryBytes).toBeGreaterThan(110 * 1024 * 1024);
    expect(result?.metrics?.cpuSeconds).toBeGreaterThan(0.1);
    expect(result?.metrics?.wallSeconds).toBeGreaterThan(1.4);
  });

  test('K2 K3 an action is given the outputs of the actions that it needs, as copies, and of that job only', async () => {
    await run(write('output/rows.csv', 'first'), { workspace: 'needs', jobId: 'one' });
    const read = `console.log(require('fs').readFileSync('output/rows.csv', 'utf8')); ${write('output/sum.csv', 'sum')}
      try { require('fs').appendFileSync('output/rows.csv', 'spoiled') } catch {}`;
    const outputs: ActionTask['outputs'] = [{ level: 'highly_sensitive', name: 'sum', pattern: 'output/s*.csv' }];
    const next = (job: string) => run(read, { workspace: 'needs', action: 'sum', outputs, needs: [{ action: 'generate', job }] });
    const given = await next('one');
    expect(given).toMatchObject({ exitCode: 0, result: { manifest: { files: 1 } } });
    expect(scene.printed(given.id, 'stdout')).toEqual(['first']);
    await run(write('output/rows.csv', 'second'), { workspace: 'needs', jobId: 'two' });
    // Promised before there were newer ones.
    expect(scene.printed((await next('one')).id, 'stdout')).toEqual(['first']);
    expect(scene.printed((await next('two')).id, 'stdout')).toEqual(['second']);
    expect(await next('three')).toMatchObject({
      exitCode: null,
      cause: 'never_here',
      message: expect.stringContaining('no outputs of generate by job three'),
    });
  });

  test('K3 R15 two workspaces cannot read one another’s outputs, nor the agent’s storage at all', async () => {
    await run(write('output/rows.csv', 'of a patient'), { workspace: 'secret', jobId: 'one' });
    const stored = place('secret', 'actions');
    const [action = ''] = readdirSync(stored);
    const file = join(stored, action, 'current', 'files', 'output', 'rows.csv');
    expect(readFileSync(file, 'utf8')).toBe('of a patient');
    const spy = `const fs = require('fs'); for (const path of ${JSON.stringify([file, stored, scene.folder, join(scene.folder, 'work')])})
      try { fs.statSync(path).isDirectory() ? fs.readdirSync(path).forEach((name) => console.log(name)) : console.log(fs.readFileSync(path, 'utf8')); } catch (e) { console.log(e.code); }
      ${write('output/rows.csv', 'x')}`;
    const { id } = await run(spy, { workspace: 'other' });
    const lines = scene.printed(id, 'stdout');
    expect(lines.slice(0, 2)).toEqual(['ENOENT', 'ENOENT']);
    expect(lines.join('\n')).not.toContain('patient');
    expect(lines.join('\n')).not.toContain('workspaces');
    // Of the folder of attempts it sees its own alone.
    expect(lines.filter((line) => line.includes('-001-')).length).toBe(1);
    const needs = [{ action: 'generate', job: 'one' }];
    expect(await run('', { workspace: 'third', action: 'sum', needs })).toMatchObject({ cause: 'never_here' });
  });

  test.each([
    ['and ends well', write('output/rows.csv', 'x'), { cause: 'exited', exitCode: 0 }],
    ['and fails', 'process.exitCode = 3', { cause: 'exited', exitCode: 3 }],
    ['as the programs do that begin it', 'process.exitCode = 127', { cause: 'launch_failed', exitCode: null }],
  ] as const)('K3 what it prints stays on the backend, in the folder of its task: it prints %s', async (_, end, expected) => {
    const words = 'prlimit: failed to execute patient 4711';
    const { id, ...finished } = await run(`console.log('${words}'); console.error('${words}'); ${end}`, { workspace: 'printed' });
    expect(finished).toMatchObject({ ...expected, chunks: { stdout: 0, stderr: 0 } });
    expect([scene.printed(id, 'stdout'), scene.printed(id, 'stderr')]).toEqual([[words], [words]]);
    expect(JSON.stringify(scene.server.updates(id))).not.toContain('4711');
    expect(scene.agentLog()).not.toContain('4711');
  });

  test('K3 what passes the guard is published, and a notice stands in the place of what does not', async () => {
    const outputs: ActionTask['outputs'] = [
      { level: 'moderately_sensitive', name: 'tables', pattern: 'output/*.*' },
      { level: 'highly_sensitive', name: 'rows', pattern: 'output/rows.csv' },
    ];
    const guard = { maxBytes: 1_000, maxRows: 2, types: ['csv', 'txt'], identifiers: ['patient_id'] };
    const script = [
      write('output/rows.csv', 'all'),
      write('output/good.csv', 'a\n1\n2\n'),
      write('output/long.csv', 'a\n1\n2\n3\n'),
      write('output/large.txt', 'x'.repeat(1_001)),
      write('output/model.rds', 'x'),
      write('output/two\\nlines.csv', 'x'),
      write('output/people.csv', 'age,Patient_ID\n1,4711\n'),
      write('output/zeros.csv', 'age\0'),
    ].join('');
    const finished = await run(script, { workspace: 'guarded', outputs, guard });
    expect(finished.result?.manifest).toMatchObject({ files: 8, withheld: 6 });
    expect(Object.fromEntries(entriesOf(finished.id).map(({ name, level, withheld }) => [name, withheld ?? level]))).toEqual({
      'output/rows.csv': 'highly_sensitive',
      'output/good.csv': 'moderately_sensitive',
      'output/long.csv': 'too_many_rows',
      'output/large.txt': 'too_large',
      'output/model.rds': 'type_not_allowed',
      'output/two\\x0alines.csv': 'strange_name',
      'output/people.csv': 'identifying_column',
      'output/zeros.csv': 'unreadable_columns',
    });
    const published = readdirSync(join(released('guarded'), 'output')).toSorted();
    expect(published).toEqual([
      'good.csv',
      'large.txt.withheld.txt',
      'long.csv.withheld.txt',
      'model.rds.withheld.txt',
      'people.csv.withheld.txt',
      'zeros.csv.withheld.txt',
    ]);
    expect(readFileSync(join(released('guarded'), 'output', 'people.csv.withheld.txt'), 'utf8')).not.toMatch(/4711|Patient_ID/);
    expect(readFileSync(join(released('guarded'), 'output', 'long.csv.withheld.txt'), 'utf8')).toContain(
      'It has 3 rows; the most that may be published is 2.',
    );
  });

  test('K3 a pattern that matches nothing keeps the former outputs; what is there instead is told on the backend alone', async () => {
    await run(write('output/rows.csv', 'good'), { workspace: 'kept' });
    const outputs: ActionTask['outputs'] = [
      { level: 'highly_sensitive', name: 'rows', pattern: 'output/rows.csv' },
      { level: 'highly_sensitive', name: 'old', pattern: 'output/old.csv' },
      { level: 'highly_sensitive', name: 'other', pattern: 'output/missing-*.csv' },
    ];
    const finished = await run(`${write('output/rows.csv', 'bad')} ${write('output/patient-7.csv', 'x')}`, { workspace: 'kept', outputs });
    expect(finished).toMatchObject({ exitCode: 0, cause: 'exited' });
    expect(finished.result?.outputs).toMatchObject({ unmatched: ['output/old.csv', 'output/missing-*.csv'] });
    expect(finished.result?.manifest).toBeUndefined();
    expect(JSON.stringify(scene.server.updates(finished.id))).not.toContain('patient-7');
    expect(scene.agentLog()).not.toContain('patient-7');
    const [action = ''] = readdirSync(place('kept', 'actions'));
    const at = (...path: string[]) => readFileSync(place('kept', 'actions', action, ...path), 'utf8');
    expect(at('current', 'files', 'output', 'rows.csv')).toBe('good');
    expect(at('unmatched.txt')).toBe(
      'These patterns of its outputs matched nothing:\n  output/old.csv\n  output/missing-*.csv\n\nIt wrote:\n  output/patient-7.csv\n  output/rows.csv\n',
    );
  });

  test('K3 R15 whatever lies in the folder, nothing but files of one name is read, and nothing outside', async () => {
    const script = `const fs = require('fs'); const { spawnSync } = require('child_process');
      ${write('output/rows.csv', 'good')}
      fs.symlinkSync('/etc/passwd', 'output/link.csv'); fs.linkSync('output/rows.csv', 'output/twice.csv');
      spawnSync('mkfifo', ['output/pipe.csv']); fs.mkdirSync('output/folder.csv');
      fs.symlinkSync('/etc', 'etc'); fs.symlinkSync('.', 'output/loop');
      fs.writeFileSync(Buffer.concat([Buffer.from('output/'), Buffer.from([0xff, 0x0a]), Buffer.from('.csv')]), 'x');
      require('net').createServer().listen('output/socket.csv', () => process.exit(0));`;
    const outputs: ActionTask['outputs'] = [
      { level: 'highly_sensitive', name: 'all', pattern: 'output/*.csv' },
      { level: 'highly_sensitive', name: 'deep', pattern: 'output/*/rows.csv' },
    ];
    const finished = await run(script, { workspace: 'hostile', outputs: outputs.slice(0, 1) });
    // Two names of one file are none; the link, the pipe and the socket are none either.
    expect(finished.result?.outputs).toMatchObject({ notFiles: 5, matched: [{ files: 1 }] });
    expect(entriesOf(finished.id).map(({ name }) => name)).toEqual(['output/\\xff\\x0a.csv']);
    expect(
      await run(`${write('output/rows.csv', 'x')} require('fs').symlinkSync('.', 'output/loop')`, { workspace: 'hostile', outputs }),
    ).toMatchObject({
      result: { outputs: { unmatched: ['output/*/rows.csv'] } },
    });
  });

  test('K3 a link of the commit leads no input out of the folder', async () => {
    await run(write('output/rows.csv', 'first'), { workspace: 'linked', jobId: 'one' });
    const away = join(scene.folder, 'away');
    mkdirSync(away, { recursive: true });
    const trap = join(scene.folder, 'trap');
    mkdirSync(trap, { recursive: true });
    symlinkSync(away, join(trap, 'output'));
    const hostile = makeStudy(trap, { 'a.txt': 'x' });
    const needs = [{ action: 'generate', job: 'one' }];
    expect(await run('', { workspace: 'linked', action: 'sum', study: hostile, needs })).toMatchObject({ cause: 'never_here' });
    expect(readdirSync(away)).toEqual([]);
  });

  test('R14 a commit that is not on its branch never runs, and one that the branch has left behind does', async () => {
    const gone = { ...study, commit: 'c'.repeat(40) };
    expect(await run('', { study: gone })).toMatchObject({ cause: 'wrong_version', exitCode: null });
    expect(await run('', { study: { ...study, branch: 'no-such' } })).toMatchObject({ cause: 'never_here' });
    const grown = join(scene.folder, 'grown');
    const first = makeStudy(grown, { 'a.txt': 'first' });
    makeStudy(grown, { 'a.txt': 'second' });
    const script = `console.log(require('fs').readFileSync('a.txt', 'utf8')); ${write('output/rows.csv', 'x')}`;
    const { id } = await run(script, { study: first, workspace: 'grown' });
    expect(scene.printed(id, 'stdout')).toEqual(['first']);
  });

  test('K1 a reusable action runs in its own files, and its study is checked all the same', async () => {
    const own = makeStudy(join(scene.folder, 'reusable'), { 'tool.js': 'console.log("the tool")' });
    const checkout = { repository: own.repository, ref: own.branch, commit: own.commit };
    const script = `require('./tool.js'); console.log(require('fs').existsSync('analysis')); ${write('output/rows.csv', 'x')}`;
    const { id } = await run(script, { checkout, workspace: 'reusing' });
    expect(scene.printed(id, 'stdout')).toEqual(['the tool', 'false']);
    expect(await run('', { checkout, study: { ...study, commit: 'c'.repeat(40) } })).toMatchObject({ cause: 'wrong_version' });
  });

  test('R10 R16 it is ended at its time, and by a cancel', async () => {
    const limits = { cpu: 1, memoryBytes: 512 * 1024 * 1024, seconds: 2 };
    expect(await run('setInterval(() => {}, 1000)', { limits, workspace: 'bounds' })).toMatchObject({ cause: 'timed_out' });
    scene.server.offer('c-001', scripted(study, 'console.log(process.pid); setInterval(() => {}, 1000)', { workspace: 'bounds' }));
    await until(() => scene.printed('c-001', 'stdout').length > 0, 'its start');
    scene.server.offer('c-001-cancel', { kind: 'cancel', target: 'c-001' });
    await scene.finished('c-001-cancel');
    expect(await scene.finished('c-001')).toMatchObject({ cause: 'cancelled', exitCode: null });
    expect(existsSync(place('bounds', 'actions'))).toBe(false);
  });

  test('R10 a cancel does not wait for a repository that does not answer', async () => {
    const { createServer } = await import('node:net');
    const callers: { destroy(): void }[] = [];
    const silent = createServer((caller) => callers.push(caller.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const repository = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/study`;
    scene.server.offer('s-001', scripted({ ...study, repository }, '', { workspace: 'slow' }));
    await until(() => stagesOf('s-001').includes('preparing'), 'its preparation');
    const quick = await run(write('output/rows.csv', 'x'), { workspace: 'quick' });
    expect(quick).toMatchObject({ exitCode: 0 });
    scene.server.offer('s-001-cancel', { kind: 'cancel', target: 's-001' });
    await scene.finished('s-001-cancel');
    expect(scene.server.finished('s-001')).toMatchObject({ cause: 'cancelled' });
    expect(stagesOf('s-001')).toEqual(['preparing']);
    for (const caller of callers) caller.destroy();
    silent.close();
  });
});
