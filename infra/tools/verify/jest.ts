import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countsOf, objectionTo, type Counts } from './counts.ts';
import type { RunningEmulator } from './emulator.ts';
import { run, type Ended } from './run.ts';
import { timesOf, type TimedFile } from './slowest.ts';

export interface Tested extends Ended {
  counts: Counts | undefined;
  times: TimedFile[];
}

/**
 * What Node stripped and compiled once is not stripped and compiled again by the hundreds of processes that the tests start. Beside the
 * checkout's own files, so that a fresh `npm ci` does not throw it away; Node looks at each file's contents before it believes it.
 */
const compiled = { NODE_COMPILE_CACHE: path.join(tmpdir(), 'node-compile-cache') };

/** All tests, or those whose path fits a pattern, with one Firestore emulator for all that want one; infra/tools/verify/longest-first.ts orders them. */
export async function runJest(patterns: readonly string[], onCi: boolean, emulator: RunningEmulator | undefined): Promise<Tested> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-verify-'));
  const outputFile = path.join(folder, 'jest.json');
  try {
    const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
    const environment = { ...compiled, ...emulator?.environment };
    const ended = await run(process.execPath, [...flags, '--json', `--outputFile=${outputFile}`, ...patterns], environment);
    const counts = await countsOf(outputFile);
    const times = await timesOf(outputFile);
    const objection = objectionTo(counts, onCi);
    if (objection !== undefined) console.error(`\ntests: ${objection}`);
    return { ...ended, code: objection === undefined ? ended.code : 1, counts, times };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
