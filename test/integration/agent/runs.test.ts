import { beforeEach, describe, expect, test } from '@jest/globals';
import { outputLimits } from '#contexts/operations/agent.ts';
import { inGate } from '#test/support/how-long.ts';
import { until, type Scene } from './scene.ts';
import { useSharedScene } from './shared-scene.ts';

const shared = useSharedScene();
let scene: Scene;
beforeEach(() => {
  scene = shared();
});

describe('E6 a run is a process', () => {
  test('E6 each stdout line is a result and exit code 0 the end', async () => {
    scene.runScript('run-1', "console.log('states: 169'); console.log('ąłź'); process.stdout.write('no newline')");
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 0, cause: 'exited' });
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['states: 169', 'ąłź', 'no newline']);
    expect(scene.server.updates('run-1')[0]).toEqual({ kind: 'started' });
  });

  test('E6 stderr is kept apart and a bad exit code is told', async () => {
    scene.runScript('run-1', "console.error('first'); console.error('second'); process.exitCode = 3");
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 3, cause: 'exited', chunks: { stdout: 0 } });
    expect(scene.server.lines('run-1', 'stderr')).toEqual(['first', 'second']);
  });

  test('E6 runs in the checkout, with the commit in its environment and without the token', async () => {
    scene.runScript(
      'run-1',
      'console.log(process.cwd()); console.log(process.env.REHEARSAL_SHA); console.log(JSON.stringify(process.env))',
    );
    scene.startAgent();
    await scene.finished('run-1');
    const [cwd, sha, env] = scene.server.lines('run-1', 'stdout');
    expect(cwd).toBe(scene.workdir);
    expect(sha).toBe('a'.repeat(40));
    expect(env).not.toContain(scene.server.token);
    expect(env).not.toContain('AGENT_');
    expect(scene.agentLog()).not.toContain(scene.server.token);
  });

  test('R9 a program that is not there is launch_failed', async () => {
    scene.server.offer('run-1', { kind: 'run', runId: 'r', command: ['no-such-program', 'x'], ref: 'r', sha: 's', timeout: 5_000 });
    scene.server.offer('run-2', { kind: 'run', runId: 'r', command: ['{node}', 'a\0b'], ref: 'r', sha: 's', timeout: 5_000 });
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({
      exitCode: null,
      cause: 'launch_failed',
      message: expect.stringContaining('no-such-program'),
    });
    expect(await scene.finished('run-2')).toMatchObject({ exitCode: null, cause: 'launch_failed' });
  });

  test('D2 a deployment starts beside the checkout, knows it by {workdir}, and may leave a server running', async () => {
    const script = `const child = require('node:child_process').spawn('sleep', ['30'], { detached: true, stdio: 'ignore' }); child.unref();
      console.log(process.argv[1]); console.log(child.pid)`;
    scene.server.offer('deploy-1', {
      kind: 'deploy',
      stepName: 'checkout',
      command: ['{node}', '-e', script, '{workdir}'],
      ref: 'r',
      sha: 's',
      timeout: 10_000,
    });
    scene.startAgent();
    expect(await scene.finished('deploy-1')).toMatchObject({ exitCode: 0 });
    const [workdir, pid] = scene.server.lines('deploy-1', 'stdout');
    expect(workdir).toBe(scene.workdir);
    expect(process.kill(Number(pid), 'SIGKILL')).toBe(true);
  });

  test('B1 a silent job gives signs of life', async () => {
    scene.runScript('run-1', 'setTimeout(() => {}, 60000)');
    scene.startAgent();
    await until(() => scene.server.updates('run-1').filter(({ kind }) => kind === 'alive').length > 2, 'signs of life');
    scene.server.askToCancel('run-1');
    expect(await scene.finished('run-1')).toMatchObject({ cause: 'cancelled' });
  });
});

describe('R6 output is kept whole', () => {
  test('R6 ten megabytes in order', async () => {
    scene.runScript('run-1', "for (let i = 0; i < 100000; i += 1) process.stdout.write(String(i).padEnd(99, '.') + '\\n')");
    scene.startAgent();
    await scene.finished('run-1', 60_000);
    const lines = scene.server.lines('run-1', 'stdout');
    expect(lines).toHaveLength(100_000);
    expect(lines.findIndex((line, index) => line !== String(index).padEnd(99, '.'))).toBe(-1);
    const sizes = scene.server.chunks('run-1', 'stdout').map((chunk) => Buffer.byteLength(JSON.stringify(chunk)));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(outputLimits.bytes + 2);
  });

  test('R6 a very long line is cut and marked, and its neighbours are whole', async () => {
    scene.runScript('run-1', "process.stdout.write('before\\n' + 'ä'.repeat(3000000) + '\\nafter\\n' + 'x'.repeat(20000))");
    scene.startAgent();
    await scene.finished('run-1', 60_000);
    const cut = 'ä'.repeat(outputLimits.lineBytes / 2) + ' [TRUNCATED]';
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['before', cut, 'after', `${'x'.repeat(outputLimits.lineBytes)} [TRUNCATED]`]);
  });

  test('R6 hundreds of thousands of empty lines are as many lines', async () => {
    const lines = inGate(200_000, { long: 1_000_000 });
    scene.runScript('run-1', `process.stdout.write('\\n'.repeat(${lines}))`);
    scene.startAgent();
    await scene.finished('run-1', 100_000);
    expect(scene.server.lines('run-1', 'stdout')).toHaveLength(lines);
  });

  test('R6 what is not text still arrives, line by line', async () => {
    scene.runScript(
      'run-1',
      "process.stdout.write(Buffer.concat([Buffer.alloc(40000), Buffer.from('\\n'), Buffer.alloc(40000, 255), Buffer.from([10, 0xc4])]))",
    );
    scene.startAgent();
    await scene.finished('run-1', 60_000);
    const [first = '', second = '', third] = scene.server.lines('run-1', 'stdout');
    expect(first).toHaveLength(outputLimits.lineBytes + 12);
    expect(second.endsWith('\ufffd [TRUNCATED]')).toBe(true);
    expect(third).toBe('\ufffd');
  });
});
