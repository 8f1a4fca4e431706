import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startReceiver } from './receiver.ts';
import { seededRandom } from '#test/support/seeded-random.ts';
import { until } from './rig.ts';

const CHILD = join(import.meta.dirname, 'kill-child.ts');
const ROUNDS = 6;
/** Fewer than the attempts a task has: one that is refused every time is rightly given up. */
const MOST_REFUSALS = 2;

/** Runs a child until it has acknowledged so many tasks, kills it without warning, and gives all that it had acknowledged. */
async function killAfter(count: number, path: string, base: string, prefix: string): Promise<string[]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, path, base, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.split('\n').length > count) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return text.split('\n').slice(0, -1);
}

test('E1 killed at any moment, it loses no acknowledged task and delivers it after the next start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'queue-kill-'));
  const receiver = await startReceiver();
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const next = (below: number): number => Math.floor(random() * below);
  const done = new Set<string>();
  const refused = new Map<string, number>();
  receiver.answer(({ name }) => {
    const times = refused.get(name) ?? 0;
    if (times < MOST_REFUSALS && next(10) === 0) {
      refused.set(name, times + 1);
      return 500;
    }
    done.add(name);
    return 200;
  });
  const path = join(folder, 'queue.sqlite');
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    acknowledged.push(...(await killAfter(1 + next(60), path, receiver.url(''), `r${round}`)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
  const last = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, path, receiver.url('')], { stdio: 'inherit' });
  try {
    await until(() => acknowledged.every((name) => done.has(name)), `every acknowledged task was done (seed ${seed})`);
  } finally {
    last.kill('SIGKILL');
    await receiver.close();
    await rm(folder, { recursive: true });
  }
});
