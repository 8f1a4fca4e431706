import { writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { ratio, table, type SectionResult } from './figures.ts';
import { describeMachine } from './machine.ts';

/** Each is loaded only when it is asked for: what one section loads does not weigh on another. */
const sections: Record<string, () => Promise<() => Promise<SectionResult>>> = {
  store: async () => (await import('./sections/store.ts')).benchStore,
  intake: async () => (await import('./sections/intake.ts')).benchIntake,
  queue: async () => (await import('./sections/queue.ts')).benchQueue,
  lifecycles: async () => (await import('./sections/lifecycles.ts')).benchLifecycles,
  start: async () => (await import('./sections/start.ts')).benchStart,
  'cold-start': async () => (await import('./sections/cold-start.ts')).benchColdStart,
  cost: async () => (await import('./sections/cost.ts')).benchCost,
  board: async () => (await import('./sections/board.ts')).benchBoard,
  growth: async () => (await import('./sections/growth.ts')).benchGrowth,
  cutoff: async () => (await import('./sections/cutoff.ts')).benchCutoff,
  plan: async () => (await import('./sections/plan.ts')).benchPlan,
  'plan-file': async () => (await import('./sections/plan-file.ts')).benchPlanFile,
  poll: async () => (await import('./sections/poll.ts')).benchPoll,
  simulation: async () => (await import('./sections/simulation.ts')).benchSimulation,
  sandbox: async () => (await import('./sections/sandbox.ts')).benchSandbox,
  memory: async () => (await import('./sections/memory.ts')).benchMemory,
};

/** `npm run bench -- [section …] [--json FILE]`: measures and tells; it asserts nothing. */
async function main(given: string[]): Promise<void> {
  // What the system itself says to its person (announcements) is not for this table.
  process.stdout.write = () => true;
  const { names, json } = readArguments(given);
  const machine = describeMachine();
  const results: Record<string, SectionResult> = {};
  print(`${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}\n\n`);
  const began = performance.now();
  for (const name of names) {
    const run = await sections[name]?.();
    if (run === undefined) continue;
    const result = await run();
    results[name] = result;
    print(`${table(name, result)}\n`);
  }
  print(`took ${Math.round((performance.now() - began) / 1000)} s\n`);
  if (json !== undefined) await writeFile(json, `${JSON.stringify({ machine, sections: withRatios(results) }, null, 2)}\n`);
}

function print(text: string): void {
  writeSync(1, text);
}

function readArguments(given: string[]): { names: string[]; json: string | undefined } {
  const at = given.indexOf('--json');
  const json = at < 0 ? undefined : given[at + 1];
  const names = at < 0 ? given : given.toSpliced(at, 2);
  const unknown = names.filter((name) => !Object.hasOwn(sections, name));
  if (unknown.length > 0 || (at >= 0 && json === undefined))
    throw new Error(`usage: npm run bench -- [${Object.keys(sections).join('|')} …] [--json FILE]`);
  return { names: names.length > 0 ? names : Object.keys(sections), json };
}

function withRatios(results: Record<string, SectionResult>): unknown {
  const whole = ({ figures, remarks }: SectionResult): unknown => ({
    figures: figures.map((figure) => ({ ...figure, ratio: ratio(figure) })),
    remarks,
  });
  return Object.fromEntries(Object.entries(results).map(([name, result]) => [name, whole(result)]));
}

try {
  await main(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
