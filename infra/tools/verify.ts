import path from 'node:path';
import { parseArgs } from 'node:util';
import { lineOf, type Counts } from './verify/counts.ts';
import { startEmulator } from './verify/emulator.ts';
import { FAST } from './verify/fast.ts';
import { runJest } from './verify/jest.ts';
import type { Ended } from './verify/run.ts';
import { slowestLines, type TimedFile } from './verify/slowest.ts';
import { checks } from './verify/steps.ts';

/**
 * The whole gate: every step runs even when one before it failed. `--only=format,lint,types,generated,unused,jest` picks steps;
 * further words go to Jest as path patterns. `--fast` leaves the tests that start a server, an emulator or a browser to the whole gate. With CI=true a skipped test is an error. The last line counts the tests.
 */
const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, fast: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const names = [...checks.map((check) => check.name), 'jest'];
const chosen = values.only?.split(',') ?? names;
const unknown = chosen.filter((name) => !names.includes(name));
const onCi = process.env['CI'] !== undefined && process.env['CI'] !== '' && process.env['CI'] !== 'false';
if (unknown.length > 0) throw new Error(`unknown step ${unknown.join(', ')}; there are ${names.join(', ')}`);
process.chdir(path.resolve(import.meta.dirname, '../..'));

// An interrupted run still says goodbye to what it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

// It needs some seconds until it answers, which the checks fill.
const emulator = chosen.includes('jest') && !values.fast ? startEmulator() : undefined;
const results: { name: string; ended: Ended }[] = [];
let counts: Counts | undefined;
let times: readonly TimedFile[] = [];

for (const { name, perform } of checks.filter((check) => chosen.includes(check.name))) {
  console.log(`\n--- ${name}`);
  results.push({ name, ended: await perform() });
}
if (chosen.includes('jest')) {
  console.log('\n--- jest');
  const running = await emulator;
  const tested = await runJest(values.fast ? [...FAST, ...positionals] : positionals, onCi, running);
  await running?.stop();
  ({ counts, times } = tested);
  results.push({ name: 'jest', ended: tested });
}

console.log('\n--- summary');
for (const { name, ended } of results) {
  console.log(`${name.padEnd(10)} ${(ended.code === 0 ? 'ok' : 'FAILED').padEnd(6)} ${(ended.took / 1000).toFixed(1).padStart(7)} s`);
}
if (times.length > 0) console.log(['\nthe slowest test files', ...slowestLines(times)].join('\n'));
process.exitCode = results.every(({ ended }) => ended.code === 0) ? 0 : 1;
if (chosen.includes('jest')) console.log(lineOf(counts));
