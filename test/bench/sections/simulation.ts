import { run } from '#test/simulation/run.ts';
import type { SectionResult } from '../figures.ts';

const SEEDS = 60;

/** The simulation in one process: the real functions over SQLite in memory, with every fault that a seed has. */
export async function benchSimulation(): Promise<SectionResult> {
  for (let seed = 1; seed <= 5; seed += 1) await run(seed);
  let steps = 0;
  const began = performance.now();
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const report = await run(seed);
    if (report.failure !== undefined) throw new Error(`seed ${seed}: ${report.failure.invariant}`);
    steps += report.steps;
  }
  const seconds = (performance.now() - began) / 1000;
  return {
    figures: [
      { name: 'simulated steps', value: steps / seconds, unit: '/s' },
      { name: 'one seed', value: (seconds * 1000) / SEEDS, unit: 'ms' },
    ],
    remarks: [`${SEEDS} seeds in one process; a step is one call of a port, one delivery or one person’s move.`],
  };
}
