import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { main } from './cli.ts';
import { BUG_VARIABLE } from './bugs/process.ts';
import { planOf } from './engine/weather.ts';
import { createDice } from './engine/dice.ts';

const BUG = 'version-skipped';
const BREAKS = 'versions without a gap';

/** The command line of the simulation, with a deliberate bug in the code. */
async function simulate(flags: readonly string[]): Promise<{ code: unknown; text: string }> {
  const args = ['--import', './test/simulation/bugs/hook.ts', 'test/simulation/main.ts', ...flags];
  const env = { ...process.env, NODE_OPTIONS: '', [BUG_VARIABLE]: BUG };
  const child = spawn(process.execPath, args, {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const code = await new Promise<unknown>((resolve) => child.once('close', resolve));
  return { code, text };
}

test('Z2 a seed that fails is told with the command that replays it, and with the smallest plan that still fails', async () => {
  const failed = await simulate(['--seeds', '4', '--workers', '2']);
  expect(failed).toEqual({ code: 1, text: expect.stringContaining(`seed 1 breaks: ${BREAKS}`) });
  // Each worker plays up to its first that breaks, and what was played is counted all the same.
  expect(failed.text).toMatch(/^2 seeds from 1, [1-9]\d* steps in /);
  expect(failed.text).toContain('replay: npm run simulate -- --seed 1\n');
  const smallest = /smallest plan that still breaks it: npm run simulate -- (.*)\n/.exec(failed.text)?.[1]?.split(' ') ?? [];
  const { on, calmAfter } = planOf(1, createDice(1));
  const off = smallest[smallest.indexOf('--off') + 1]?.split(',') ?? [];
  expect(off).toEqual(Object.keys(on).filter((kind) => Object.entries(on).some(([name, isOn]) => name === kind && isOn)));
  expect(Number(smallest[smallest.indexOf('--calm-after') + 1])).toBeLessThan(calmAfter);
  const again = await simulate(smallest);
  expect(again).toEqual({ code: 1, text: expect.stringContaining(`seed 1 breaks: ${BREAKS}`) });
});

test('Z2 a block from a drawn start names it, so that it can be played again', async () => {
  const lines: string[] = [];
  expect(await main({ seeds: '1', from: 'random', workers: '1' }, (line) => void lines.push(line))).toBe(0);
  const start = Number(/^1 seeds from (\d+), [1-9]/.exec(lines[0] ?? '')?.[1]);
  expect(start).toBeGreaterThanOrEqual(1_000_000);
});
