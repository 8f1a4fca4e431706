import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
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
  const failed = await simulate(['--seeds', '3', '--workers', '1']);
  expect(failed).toEqual({ code: 1, text: expect.stringContaining(`seed 1 breaks: ${BREAKS}`) });
  expect(failed.text).toContain('replay: npm run simulate -- --seed 1\n');
  const smallest = /smallest plan that still breaks it: npm run simulate -- (.*)\n/.exec(failed.text)?.[1]?.split(' ') ?? [];
  const { on, calmAfter } = planOf(1, createDice(1));
  const off = smallest[smallest.indexOf('--off') + 1]?.split(',') ?? [];
  expect(off).toEqual(Object.keys(on).filter((kind) => Object.entries(on).some(([name, isOn]) => name === kind && isOn)));
  expect(Number(smallest[smallest.indexOf('--calm-after') + 1])).toBeLessThan(calmAfter);
  const again = await simulate(smallest);
  expect(again).toEqual({ code: 1, text: expect.stringContaining(`seed 1 breaks: ${BREAKS}`) });
});
