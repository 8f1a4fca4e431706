import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { faultKinds, type FaultKind, type Plan } from './engine/weather.ts';
import { run, type Played } from './run.ts';
import { replayCommand, shrink } from './shrink.ts';
import { situationNames } from './situation-names.ts';
import { runInWorkers } from './workers.ts';
import type { Failure, Total } from '#test/simulation/total.ts';

export interface Flags {
  seed?: string | undefined;
  seeds?: string | undefined;
  from?: string | undefined;
  off?: string | undefined;
  requests?: string | undefined;
  'calm-after'?: string | undefined;
  json?: boolean | undefined;
  workers?: string | undefined;
}

type Print = (line: string) => void;

/** `--seed N` replays one seed and prints its log; `--seeds N [--from M]` runs many, `--from random` from a drawn one on. Gives the exit code. */
export async function main(flags: Flags, print: Print): Promise<number> {
  if (flags.seed !== undefined) return replay(Number(flags.seed), flags, print);
  const from = flags.from === 'random' ? drawnStart() : Number(flags.from ?? 1);
  const count = Number(flags.seeds ?? 200);
  const workers = Math.max(1, Math.min(Number(flags.workers ?? (flags.json === true ? 1 : availableParallelism())), count));
  const began = performance.now();
  const total = workers === 1 ? await runSeeds(from, count) : await runInWorkers(from, count, workers);
  if (flags.json === true) return tellAsJson(total, print);
  const seconds = (performance.now() - began) / 1000;
  print(
    `${total.seeds} seeds from ${from}, ${total.steps} steps in ${seconds.toFixed(1)} s, ${Math.round(total.steps / seconds)} steps a second`,
  );
  for (const [name, times] of Object.entries(total.situations).toSorted(([a], [b]) => a.localeCompare(b)))
    print(`  ${String(times).padStart(8)}  ${name}`);
  const never = situationNames.filter((name) => total.situations[name] === undefined);
  if (never.length > 0) print(`never seen: ${never.join('; ')}`);
  if (total.failure === undefined) return 0;
  await tellFailure(total.failure, print);
  return 1;
}

/** Where a block of seeds begins that nobody has played yet: beyond all that are played by name, and within 32 bits, which is what the dice take. */
export function drawnStart(): number {
  return randomInt(1_000_000, 2 ** 31);
}

/** One after the other, up to the first that fails. */
export async function runSeeds(from: number, count: number, one: (seed: number) => Promise<Played> = run): Promise<Total> {
  const total: Total = { seeds: 0, steps: 0, situations: {} };
  for (let seed = from; seed < from + count && total.failure === undefined; seed += 1) {
    const { failure, situations, steps } = await one(seed);
    total.seeds += 1;
    total.steps += steps;
    for (const [name, times] of situations) total.situations[name] = (total.situations[name] ?? 0) + times;
    if (failure !== undefined) total.failure = { seed, ...failure };
  }
  return total;
}

function tellAsJson({ seeds, steps, situations, failure }: Total, print: Print): number {
  print(JSON.stringify({ ...failure, seeds, steps, situations }));
  return failure === undefined ? 0 : 1;
}

/** The invariant, what was seen, and the command that shows it again. */
export async function tellFailure({ seed, invariant, message }: Failure, print: Print): Promise<void> {
  print(`seed ${seed} breaks: ${invariant}`);
  print(message);
  print(`replay: npm run simulate -- --seed ${seed}`);
  const small = await shrink(seed, invariant);
  print(`smallest plan that still breaks it: ${replayCommand(seed, small)}`);
}

async function replay(seed: number, flags: Flags, print: Print): Promise<number> {
  const off = (flags.off ?? '').split(',').filter((kind): kind is FaultKind => faultKinds.some((known) => known === kind));
  const report = await run(seed, { keepLines: true, off, plan: overOf(flags) });
  for (const line of report.lines) print(line);
  print(`hash ${report.hash}, ${report.steps} steps`);
  if (report.failure === undefined) return 0;
  print(`seed ${seed} breaks: ${report.failure.invariant}`);
  print(report.failure.message);
  return 1;
}

function overOf({ requests, 'calm-after': calmAfter }: Flags): Partial<Plan> {
  return {
    ...(requests === undefined ? {} : { requests: Number(requests) }),
    ...(calmAfter === undefined ? {} : { calmAfter: Number(calmAfter) }),
  };
}
