import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { createCsvSheet } from '#platform/embedded/csv-sheet.ts';
import { parseCsv } from '#platform/embedded/csv.ts';
import { records, sheetRow } from './sheet-contract.ts';
import { csvText } from '#test/support/csv-text.ts';

const WRITER = path.resolve(import.meta.dirname, '../../support/sheet-writer.ts');
const ROUNDS = 6;

/** Runs the writing process; kills it once it has acknowledged `killAfter` writes and `more` ms have passed. Gives all that it acknowledged. */
async function write(file: string, version: number, killAfter: number, more: number): Promise<[step: string, version: number][]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WRITER, file, String(version)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let [output, doomed] = ['', false];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (doomed || output.split('\n').length <= killAfter) return;
    doomed = true;
    setTimeout(() => child.kill('SIGKILL'), more);
  });
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
  // A line that the kill cut short was not acknowledged whole.
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' '))
    .map(([step = '', written]) => [step, Number(written)]);
}

test('E1 N4 killed at any moment while rows share rewrites: the sheet is whole and holds every version that was acknowledged', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sheet-kill-'));
  const file = path.join(folder, 'approvals.csv');
  const acknowledged = new Map<string, number>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const told = await write(file, round * 100_000, 1 + Math.floor(Math.random() * 80), Math.random() * 15);
    for (const [step, version] of told) {
      // The order of one row's versions is kept.
      expect(version).toBeGreaterThan(acknowledged.get(step) ?? 0);
      acknowledged.set(step, version);
    }
    const rows = records(parseCsv(await csvText(file), ',').map(({ fields }) => fields.map(({ text }) => text)));
    const there = new Map(rows.map((row) => [row['Step'] ?? '', Number(row['Version'])]));
    expect(there.size).toBe(rows.length);
    expect([...acknowledged].filter(([step, version]) => (there.get(step) ?? 0) < version)).toEqual([]);
    expect(rows.filter((row) => row['State'] !== `state ${row['Version']}`)).toEqual([]);
  }
  expect(acknowledged.size).toBeGreaterThan(0);
  await createCsvSheet({ path: file }).upsertRows([sheetRow('a', 'last', 1)]);
  expect(await readdir(folder)).toEqual(['approvals.csv']);
  await rm(folder, { recursive: true });
});
