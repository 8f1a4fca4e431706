import { beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSandbox, type SandboxKind } from '#contexts/operations/sandbox.ts';
import { findBubblewrap } from '#test/support/bubblewrap.ts';
import { useSharedScene } from './shared-scene.ts';

const isRoot = process.getuid?.() === 0;
const hasBubblewrap = findBubblewrap();
const kinds: SandboxKind[] = ['none', ...(hasBubblewrap ? ['bubblewrap' as const] : []), ...(isRoot ? ['user' as const] : [])];
const SECRET = 'hunter2-and-a-good-deal-more';

const shared = useSharedScene();
let scene: ReturnType<typeof shared>;
beforeEach(() => {
  scene = shared();
  mkdirSync(join(scene.folder, 'credentials'), { mode: 0o700, recursive: true });
  writeFileSync(join(scene.folder, 'credentials/stats-key'), `${SECRET}\n`, { mode: 0o600 });
});

function offer(id: string, kind: SandboxKind, script: string, credentials?: string[]): void {
  const sandbox = { ...defaultSandbox, kind };
  const body = { kind: 'run' as const, runId: id, command: ['{node}', '-e', script], ref: 'r', sha: 's', timeout: 60_000, sandbox };
  scene.server.offer(id, { ...body, ...(credentials === undefined ? {} : { credentials }) });
}

/** The agent writes a file under another name first, and may take that away meanwhile. */
function readUnlessGone(file: string): string[] {
  try {
    return [readFileSync(file, 'utf8')];
  } catch (error) {
    if (file.endsWith('.tmp')) return [];
    throw error;
  }
}

describe.each(kinds)('a job in %s that needs a credential', (kind) => {
  test('R18 R12 gets it as a file, alone, and what it says of it is masked before anything is written', async () => {
    const script = `const fs = require('node:fs'); const secret = fs.readFileSync(process.env.CREDENTIALS_DIRECTORY + '/stats-key', 'utf8').trim();
      console.log('length', secret.length); console.log('it is ' + secret); console.log(Buffer.from(secret).toString('base64'));
      process.stdout.write(secret.slice(0, 9)); setTimeout(() => { process.stdout.write(secret.slice(9) + '\\n'); console.error('E ' + secret); console.log('end'); }, 300)`;
    offer('run-1', kind, script, ['stats-key']);
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 0, cause: 'exited' });
    expect(scene.server.lines('run-1', 'stdout')).toEqual([`length ${SECRET.length}`, 'it is ***', '***', '***', 'end']);
    expect(scene.server.lines('run-1', 'stderr')).toEqual(['E ***']);
    const folder = join(scene.folder, 'tasks', scene.taskId('run-1'));
    const kept = readdirSync(folder).flatMap((name) => readUnlessGone(join(folder, name)));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.join('\n')).not.toContain(SECRET);
    expect(readdirSync(join(scene.folder, 'area/jobs'))).not.toContain(scene.taskId('run-1'));
  });

  test('R18 one that names none gets none, and one that names what is not here is not started', async () => {
    const script = `console.log(process.env.CREDENTIALS_DIRECTORY ?? 'none'); try { console.log(require('node:fs').readFileSync(${JSON.stringify('PATH')}, 'utf8')) } catch (error) { console.log(error.code) }`;
    offer('run-1', kind, script.replace('PATH', kind === 'none' ? '/nowhere' : join(scene.folder, 'credentials/stats-key')));
    offer('run-2', kind, "console.log('ran')", ['stats-key', 'other-key']);
    scene.startAgent();
    await scene.finished('run-1');
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['none', expect.stringMatching(/ENOENT|EACCES/)]);
    expect(await scene.finished('run-2')).toMatchObject({ cause: 'never_here', message: 'this backend has no credential other-key' });
    expect(scene.server.lines('run-2', 'stdout')).toEqual([]);
  });
});
