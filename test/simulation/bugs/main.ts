import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bugNamed, bugs } from './catalogue.ts';
import { hunt, MOST_SEEDS, type Hunted } from './hunt.ts';
import { knownFile, readKnown } from './known.ts';
import { table, withTable } from './report.ts';

/**
 * Hunts every bug, or those that are named, from seed 1 on, and prints who caught it. Exit code 1 when one escapes.
 * `--known` begins with the seeds of last time; `--write` keeps what was found, for the gate and in the README.
 */
const { values, positionals } = parseArgs({
  options: { known: { type: 'boolean' }, seeds: { type: 'string' }, write: { type: 'boolean' } },
  allowPositionals: true,
});
const chosen = positionals.length === 0 ? bugs : positionals.map(bugNamed);
const known = readKnown();
const waiting = [...chosen];
const hunted: Hunted[] = [];

async function work(): Promise<void> {
  for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
    const found = await hunt(bug, values.known === true ? known[bug.name] : undefined, Number(values.seeds ?? MOST_SEEDS));
    hunted.push(found);
    const word = found.caught === undefined ? `ESCAPED: ${found.escaped}` : `seed ${found.caught.seed}: ${found.caught.invariant}`;
    console.log(
      `${String(hunted.length).padStart(3)}/${chosen.length} ${found.bug.padEnd(40)} ${found.seconds.toFixed(1).padStart(6)} s  ${word}`,
    );
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));

const inOrder = chosen.flatMap(({ name }) => hunted.filter(({ bug }) => bug === name));
const text = table(inOrder);
console.log(`\n${text}`);
const escaped = inOrder.filter(({ caught }) => caught === undefined);
console.log(
  `${inOrder.length - escaped.length} of ${inOrder.length} bugs caught${escaped.length === 0 ? '' : `; escaped: ${escaped.map(({ bug }) => bug).join(', ')}`}`,
);

if (values.write === true) {
  const caught = Object.fromEntries(inOrder.flatMap(({ bug, caught }) => (caught === undefined ? [] : [[bug, caught]])));
  const merged = bugs.flatMap(({ name }) => {
    const one = caught[name] ?? known[name];
    return one === undefined ? [] : [[name, { invariant: one.invariant, seed: one.seed }] as const];
  });
  writeFileSync(knownFile, `${JSON.stringify(Object.fromEntries(merged), null, 2)}\n`);
  const readme = path.join(import.meta.dirname, 'README.md');
  if (chosen === bugs) writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), text));
}
process.exitCode = escaped.length === 0 ? 0 : 1;
