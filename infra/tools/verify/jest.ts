import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countsOf, objectionTo, sumOf, type Counts } from './counts.ts';
import { startEmulator } from './emulator.ts';
import { run, type Ended } from './run.ts';
import { timesOf, type TimedFile } from './slowest.ts';

export interface Tested extends Ended {
  counts: Counts | undefined;
  times: TimedFile[];
}

const SIMULATION = 'test/simulation/';

/**
 * All tests, or those whose path fits a pattern, with one Firestore emulator for all that want one. The simulation has the machine to
 * itself: its tests take every core by processes of their own, and what it costs is then what it says.
 */
export async function runJest(patterns: readonly string[], onCi: boolean): Promise<Tested> {
  if (patterns.length > 0) return runRound(patterns, onCi, true);
  const simulation = await runRound(['--runInBand', `--testPathPatterns=${SIMULATION}`], onCi, false);
  console.log(`simulation: ${(simulation.took / 1000).toFixed(1)} s\n`);
  const rest = await runRound([`--testPathIgnorePatterns=${SIMULATION}`], onCi, true);
  return {
    code: Math.max(simulation.code, rest.code),
    took: simulation.took + rest.took,
    counts: simulation.counts && rest.counts && sumOf(simulation.counts, rest.counts),
    times: [...simulation.times, ...rest.times],
  };
}

async function runRound(args: readonly string[], onCi: boolean, emulates: boolean): Promise<Tested> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-verify-'));
  const outputFile = path.join(folder, 'jest.json');
  const emulator = emulates ? await startEmulator() : undefined;
  try {
    const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
    const ended = await run(process.execPath, [...flags, '--json', `--outputFile=${outputFile}`, ...args], emulator?.environment);
    const counts = await countsOf(outputFile);
    const times = await timesOf(outputFile);
    const objection = objectionTo(counts, onCi);
    if (objection !== undefined) console.error(`\ntests: ${objection}`);
    return { ...ended, code: objection === undefined ? ended.code : 1, counts, times };
  } finally {
    await emulator?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
