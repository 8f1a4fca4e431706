import { resultOf } from '#contexts/operations/domain/run/state.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';
import { readLines } from '#test/support/read-lines.ts';

/** What a program printed, and what is made of it. */
export const outputInvariants: readonly Invariant[] = [
  {
    name: 'nothing false counts as true',
    promise: 'A run has succeeded only if its job did: a count that cannot be read, or is spelled in another way, is never zero (R7).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => succeededRightly(change, stage)),
  },
  {
    name: 'output is kept as it was printed',
    promise: 'What is kept of a run that ended are the lines that it printed, whatever was sent again with other lines (R6, P3).',
    atEnd: keptWhole,
  },
];

function succeededRightly({ after, entries }: RequestChange, { town }: Stage): string | undefined {
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact !== 'run_ended' || fact.result.manualRecord !== undefined) continue;
    const printed = town.prints.get(fact.run);
    if (printed?.good === false) town.seen('a run ended whose job knew better');
    if (fact.result.outcome === 'succeeded' && printed?.good !== true)
      return `${after.id}: ${fact.run} counts as succeeded with ${JSON.stringify(printed?.stdout ?? 'nothing')}`;
  }
  return undefined;
}

async function keptWhole({ requests, town }: Stage): Promise<string | undefined> {
  for (const { state } of requests.values())
    for (const run of state.jobs.flatMap(({ runs }) => runs))
      for (const stream of ['stdout', 'stderr'] as const) {
        const chunks = resultOf(run)?.chunks[stream] ?? 0;
        const printed = town.prints.get(run.id)?.[stream];
        if (chunks === 0 || printed === undefined) continue;
        const { lines } = await readLines(town.world.outputs, run.id, stream, chunks);
        if (lines.join('\n') !== printed.join('\n'))
          return `${run.id} printed ${JSON.stringify(printed)}, and kept is ${JSON.stringify(lines)}`;
      }
  return undefined;
}
