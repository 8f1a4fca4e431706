import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { planOf } from '#test/simulation/engine/weather.ts';
import { createDice } from '#test/simulation/engine/dice.ts';
import { run } from '#test/simulation/run.ts';
import type { Town } from '#test/simulation/town.ts';
import { featuresOf } from './features.ts';
import type { Sample, SampleDocument } from './sample.ts';
import { documentPath } from '#kernel/store/paths.ts';
import { collections } from '#functions/wiring/collections.ts';

/**
 * `node test/support/shapes/make.ts FILE [SEEDS]`: towns of the simulation as this very program stores them, stopped in the middle, few of
 * them but so that together they show whatever can be stored. Made once for each version of the stored shapes, and kept.
 */
const [file = 'data/towns.jsonl.gz', seeds = '700'] = process.argv.slice(2);
const EVERY = 10 * 60_000;
const kept: { sample: Sample; features: Set<string> }[] = [];
const known = new Set<string>();

for (let seed = 1; seed <= Number(seeds); seed += 1) {
  const { on } = planOf(seed, createDice(seed));
  // What can never go on is no sample of what must.
  if (on.poison || on.flood) continue;
  await run(seed, { onlooker: photograph });
}
const chosen = fewest();
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, gzipSync(chosen.map(({ sample }) => `${JSON.stringify(sample)}\n`).join(''), { level: 9 }));
console.log(`${kept.length} seen, ${chosen.length} kept; ${known.size} features`);
console.log([...known].sort().join('\n'));

function photograph(town: Town): void {
  const documents = new Map<string, SampleDocument>();
  let next = town.clockwork.time.now + EVERY;
  town.listeners.commit.unshift(() => {
    const { now } = town.clockwork.time;
    if (now < next) return;
    next = now + EVERY;
    keep(town, documents);
  });
  town.listeners.commit.push(({ writes }) => {
    for (const { kind, ref, document } of writes) {
      if (kind === 'delete') documents.delete(documentPath(collections, ref));
      else documents.set(documentPath(collections, ref), { ref, document: structuredClone(document) as object });
    }
  });
}

function keep(town: Town, documents: ReadonlyMap<string, SampleDocument>): void {
  const features = featuresOf(documents.values());
  if ([...features].every((one) => known.has(one))) return;
  features.forEach((one) => known.add(one));
  const { plan, clockwork, host } = town;
  const sample = { plan, at: clockwork.time.now, pulls: [...host.pulls], documents: [...documents.values()] };
  kept.push({ sample: structuredClone(sample), features });
}

/** Greedy: what shows most that no other has shown yet, for its size. */
function fewest(): typeof kept {
  const missing = new Set(known);
  const chosen: typeof kept = [];
  const gainOf = ({ features, sample }: (typeof kept)[number]): number =>
    [...features].filter((one) => missing.has(one)).length / sample.documents.length;
  while (missing.size > 0) {
    const best = kept.toSorted((a, b) => gainOf(b) - gainOf(a))[0];
    if (best === undefined || gainOf(best) === 0) break;
    best.features.forEach((one) => missing.delete(one));
    chosen.push(best);
  }
  return chosen;
}
