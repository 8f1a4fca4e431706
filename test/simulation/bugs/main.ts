import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bugNamed, bugs } from './catalogue.ts';
import { hunt, MOST_SEEDS, type Hunted } from './hunt.ts';
import { knownFile, knownText, readKnown } from './known.ts';
import { openPlanter } from './planter.ts';
import { table, withTable } from './report.ts';

/**
 * Hunts every bug, or those that are named, from seed 1 on, and prints who caught it. Exit code 1 when one escapes.
 * `--keep` says how many seeds are looked for. `--known` begins with the seeds of last time, and hunts only what these no longer catch; `--write` keeps what was found, for the gate and in the README.
 */
const { values, positionals } = parseArgs({
  options: {
    known: { type: 'boolean' },
    seeds: { type: 'string' },
    from: { type: 'string' },
    keep: { type: 'string' },
    write: { type: 'boolean' },
  },
  allowPositionals: true,
});
/** So many seeds are kept for each bug: where code moves, one of them may still catch it. */
const kept = Number(values.keep ?? 3);

const chosen = positionals.length === 0 ? bugs : positionals.map(bugNamed);
const known = readKnown();
const waiting = [...chosen];
const hunted: Hunted[] = [];
const first = Number(values.from ?? 1);

async function work(): Promise<void> {
  const planter = openPlanter();
  for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
    const before = values.known === true ? (known[bug.name] ?? []) : [];
    const found = await hunt(planter, bug, { known: before, from: first, seeds: Number(values.seeds ?? MOST_SEEDS), wanted: kept });
    hunted.push(found);
    const words = found.caught.map(({ seed, invariant }) => `${seed}: ${invariant}`);
    console.log(
      `${String(hunted.length).padStart(3)}/${chosen.length} ${found.bug.padEnd(40)} ${found.seconds.toFixed(1).padStart(6)} s  ${
        words.length === 0 ? `ESCAPED: ${found.escaped}` : words.join('; ')
      }`,
    );
  }
  planter.close();
}
await Promise.all(Array.from({ length: Math.min(availableParallelism(), chosen.length) }, work));

const inOrder = chosen.flatMap(({ name }) => hunted.filter(({ bug }) => bug === name));
const escaped = inOrder.filter(({ caught }) => caught.length === 0);
console.log(
  `${inOrder.length - escaped.length} of ${inOrder.length} bugs caught${escaped.length === 0 ? '' : `; escaped: ${escaped.map(({ bug }) => bug).join(', ')}`}`,
);

if (values.write === true) {
  const now = new Map(inOrder.flatMap(({ bug, caught }) => (caught.length === 0 ? [] : [[bug, caught] as const])));
  const all = bugs.flatMap(({ name }) => {
    const catches = now.get(name) ?? known[name];
    return catches === undefined ? [] : [[name, catches] as const];
  });
  writeFileSync(knownFile, knownText(Object.fromEntries(all)));
  const readme = path.join(import.meta.dirname, 'README.md');
  const rows = all.map(([bug, catches]) => ({ bug, seconds: 0, caught: catches.map((one) => ({ ...one, message: '' })) }));
  writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), table(rows)));
}
process.exitCode = escaped.length === 0 ? 0 : 1;
