import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countsOf, objectionTo, type Counts } from './counts.ts';
import { startEmulator } from './emulator.ts';
import { run, type Ended } from './run.ts';

export interface Tested extends Ended {
  counts: Counts | undefined;
}

/** All tests, or those whose path fits a pattern, with one Firestore emulator for the whole run. */
export async function runJest(patterns: readonly string[], onCi: boolean): Promise<Tested> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-verify-'));
  const outputFile = path.join(folder, 'jest.json');
  const emulator = await startEmulator();
  try {
    const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
    const ended = await run(process.execPath, [...flags, '--json', `--outputFile=${outputFile}`, ...patterns], emulator.environment);
    const counts = await countsOf(outputFile);
    const objection = objectionTo(counts, onCi);
    if (objection !== undefined) console.error(`\ntests: ${objection}`);
    return { ...ended, code: objection === undefined ? ended.code : 1, counts };
  } finally {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
