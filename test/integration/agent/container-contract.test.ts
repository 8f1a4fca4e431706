import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { identity } from '#infra/agent/processes.ts';
import { containersOf, fakeEngine, realEngines, type Engine } from '#test/support/engines.ts';
import { entriesOf, hasSpoken, MEGABYTE, ofAll, said, scene, useEngine, waiting, write } from './container-scene.ts';
import { until } from './scene.ts';

/** What every program that makes containers has to do for us: a fake one everywhere, and real ones where they work. */
const engines: Engine[] = [fakeEngine(), ...realEngines()];
afterAll(() => engines.forEach((engine) => engine.close()));

const claimFile = () => join(scene.folder, 'tasks', 'abc-001', 'claim.json');
async function killBoth(): Promise<void> {
  const { supervisor } = z.object({ supervisor: identity }).parse(JSON.parse(readFileSync(claimFile(), 'utf8')));
  await scene.killAgent();
  process.kill(supervisor.pid, 'SIGKILL');
}

describe.each(engines)('K3 an action in a container of $name', (engine) => {
  const { run, offer, start, isGone, isFolderGone, work } = useEngine(engine, true);

  test('K3 R14 finds the study, says what it says on both streams, is measured, and leaves no container', async () => {
    const script = `console.log(require('fs').readFileSync('a.txt', 'utf8'), process.env.A); console.error('note'); ${write()}`;
    const finished = await run(script);
    expect(finished).toMatchObject({ exitCode: 0, cause: 'exited', result: { runtime: engine.program, manifest: { files: 1, bytes: 4 } } });
    expect([said(), said('stderr')]).toEqual([['of the study b'], ['note']]);
    await isGone();
    await isFolderGone();
  });

  test('R9 its exit code is told, and nothing that it made is kept', async () => {
    const finished = await run(`${write()} process.exit(3)`);
    expect(finished).toMatchObject({ exitCode: 3, cause: 'exited' });
    expect(finished.result?.outputs).toBeUndefined();
    await isGone();
  });

  test('K3 a pattern that matches nothing is told', async () => {
    const finished = await run(write('output/other.csv'));
    expect(finished).toMatchObject({ exitCode: 0, result: { outputs: { matched: [], unmatched: ['output/rows.csv'] } } });
  });

  test('K3 files of any name are kept; links, pipes and folders are none; the rights that it took away do not matter', async () => {
    const script = `const fs = require('fs'); ${write('output/a b.csv')} ${write('output/ü\n,=.csv')} ${write('output/-rf.csv')}
      fs.symlinkSync('/etc/passwd', 'output/link.csv'); fs.mkdirSync('output/folder.csv'); fs.linkSync('output/a b.csv', 'output/twice.csv');
      fs.unlinkSync('output/twice.csv'); fs.chmodSync('output/a b.csv', 0); fs.chmodSync('output', 0o500); fs.chmodSync('.', 0o500);`;
    const finished = await run(script, { outputs: [{ level: 'highly_sensitive', name: 'all', pattern: 'output/*.csv' }] });
    expect(finished).toMatchObject({ exitCode: 0, result: { manifest: { files: 3 }, outputs: { notFiles: 1 } } });
    expect(entriesOf().toSorted()).toEqual(['output/-rf.csv', 'output/a b.csv', 'output/ü\\x0a,=.csv']);
    await isFolderGone();
  });

  test('R9 an image that cannot be had is told, and nothing is made', async () => {
    const finished = await run(write(), { image: { name: 'localhost:1/nobody/nothing', version: 'v9' } });
    expect(finished).toMatchObject({
      exitCode: null,
      cause: 'launch_failed',
      message: expect.stringContaining('localhost:1/nobody/nothing'),
    });
    expect(containersOf(engine)).toEqual([]);
  });

  test('R9 a command that is not in the image is told as one that never began', async () => {
    const finished = await run('', { args: ['--no-such-option-of-node'] });
    expect(finished.exitCode).not.toBe(0);
    await isGone();
  });

  test('R16 what runs for too long is stopped, though it will not hear of it', async () => {
    const script = "process.on('SIGTERM', () => console.log('no')); console.log('here'); setInterval(() => {}, 1000)";
    const finished = await run(script, { limits: { cpu: 1, memoryBytes: 256 * MEGABYTE, seconds: 3 } });
    expect(finished).toMatchObject({ cause: 'timed_out', result: { runtime: engine.program } });
    await isGone();
  });

  test('R16 memory beyond its bound ends it, and that is what is told', async () => {
    const script = `const all = []; setInterval(() => all.push(Buffer.alloc(4 * ${MEGABYTE}, 1)), 20);`;
    const finished = await run(script, { limits: { cpu: 1, memoryBytes: 256 * MEGABYTE, seconds: 60 } });
    expect(finished).toMatchObject({ cause: 'out_of_memory', result: { runtime: engine.program } });
  });

  test('R16 five megabytes of output come whole and in order, also a line that has no end', async () => {
    const script = `for (let at = 0; at < 50000; at += 1) process.stdout.write(at + ' ' + 'x'.repeat(95) + '\\n');
      process.stdout.write('ä'.repeat(4000) + '\\nlast\\n'); process.stderr.write('no end of line'); ${write()}`;
    expect(await run(script, { output: { bytes: 8 * MEGABYTE, lines: 100_000 } })).toMatchObject({ exitCode: 0 });
    const lines = said();
    expect([lines.length, lines[0]?.slice(0, 4), lines[49_999]?.slice(0, 7), lines.at(-1)]).toEqual([50_002, '0 xx', '49999 x', 'last']);
    expect([lines[50_000]?.length, said('stderr')]).toEqual([4_000, ['no end of line']]);
  });

  test('R16 one that prints without end is stopped at its bound', async () => {
    const script = "const all = 'y'.repeat(999) + '\\n'; const more = () => process.stdout.write(all.repeat(100), more); more();";
    expect(await run(script, ofAll({ fileMegabytes: 2 }))).toMatchObject({ cause: 'over_limit', message: 'it printed more than 2 MB' });
    await isGone();
  });

  test('R10 a cancel stops the container and waits until it has ended, and what it began with it', async () => {
    offer(`require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
      console.log('here'); setInterval(() => {}, 1000)`);
    start();
    await hasSpoken();
    scene.server.offer('abc-001-cancel', { kind: 'cancel', target: 'abc-001' });
    await scene.finished('abc-001-cancel');
    expect(scene.server.finished('abc-001')).toMatchObject({ cause: 'cancelled', result: { runtime: engine.program } });
    await isGone();
  });

  test('R15 several run at once, each in a folder of its own', async () => {
    const ids = ['j1-001', 'j2-001', 'j3-001', 'j4-001'];
    const script = `console.log('here'); ${waiting(write())}`;
    for (const [at, id] of ids.entries()) offer(script, { workspace: `w${at}` }, id);
    start();
    for (const id of ids) await until(() => said('stdout', id).length > 0, `the first words of ${id}`, undefined, scene.agentLog);
    for (const id of ids) writeFileSync(join(work(id), 'go'), '');
    for (const id of ids) expect(await scene.finished(id)).toMatchObject({ exitCode: 0, result: { manifest: { files: 1 } } });
    await isGone();
  });
});

describe.each(engines)('K5 an action in a container of $name whose agent is killed', (engine) => {
  const { offer, start, isGone, work } = useEngine(engine, false);

  test('K5 R3 agent and supervisor are killed: the container is taken up by its name, ran once, and its output is whole', async () => {
    offer(`console.log('first'); ${waiting(`console.log('last'); ${write()}`)}`);
    start();
    await hasSpoken();
    await killBoth();
    start();
    await until(() => existsSync(join(scene.folder, 'tasks', 'abc-001', 'claim-1.json')), 'the next supervisor');
    writeFileSync(join(work(), 'go'), '');
    expect(await scene.finished('abc-001')).toMatchObject({ exitCode: 0, cause: 'exited', result: { manifest: { files: 1 } } });
    expect(said()).toEqual(['first', 'last']);
    await isGone();
  });

  test('K5 what ended while nobody watched is told as it ended', async () => {
    offer(`console.log('here'); ${waiting(`console.log('alone'); ${write()} process.exitCode = 4;`)}`);
    start();
    await hasSpoken();
    const folder = work();
    await killBoth();
    writeFileSync(join(folder, 'go'), '');
    await until(() => existsSync(join(folder, 'output', 'rows.csv')), 'its end');
    await new Promise((resolve) => setTimeout(resolve, 500));
    start();
    expect(await scene.finished('abc-001')).toMatchObject({ exitCode: 4, cause: 'exited' });
    expect(said()).toEqual(['here', 'alone']);
  });

  test('K5 what the machine’s end has ended is lost, and does not run again', async () => {
    offer(`console.log('here'); setInterval(() => {}, 1000)`);
    start();
    await hasSpoken();
    await killBoth();
    spawnSync(engine.program, ['kill', '--signal=KILL', 'rehearsal-local-abc-001'], { env: { ...process.env, ...engine.env } });
    // As if it had been written before the machine was started.
    writeFileSync(claimFile(), readFileSync(claimFile(), 'utf8').replace(/"born":"[^/"]*/, '"born":"another'));
    start();
    expect(await scene.finished('abc-001')).toMatchObject({
      exitCode: null,
      cause: 'worker_lost',
      message: 'the machine was started anew while it ran',
    });
    await isGone();
  });
});
