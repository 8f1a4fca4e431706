import { inShape } from '#platform/store/shaped.ts';
import type { Sample } from '#test/support/shapes/sample.ts';
import { invariants, startWatch } from './invariants.ts';
import { startAgent } from './people/agent.ts';
import { startReaders } from './people/readers.ts';
import { hangDoorbell, play, type Cast } from './run.ts';
import { openTown, type Town } from './town.ts';
import { collections } from '#functions/wiring/collections.ts';

/** What became of a town that an earlier program had stored. */
export interface Reopened {
  /** Whatever was broken while it was played, by the invariant’s name. */
  failure?: { invariant: string; message: string };
  town: Town;
}

/** Z5. The stored town goes on with this program, in calm weather, until everything is over. `begin`: what else happens. Who calls it closes the town. */
export async function reopen(sample: Sample, begin: (town: Town) => void = () => undefined): Promise<Reopened> {
  const plan = { ...sample.plan, requests: 0, calmAfter: 0 };
  const town = openTown(plan, { from: sample.at, stored: sample.documents });
  // Nobody is there who would review it.
  for (const [number, pull] of sample.pulls) town.host.pulls.set(number, { ...pull, reviews: { awaited: [], objecting: [] } });
  const readers = startReaders(town);
  hangDoorbell(town);
  startAgent(town, 'local', { asksAtOnce: true });
  const watch = startWatch(
    town,
    readers,
    { sent: [], shown: [] },
    invariants.filter(({ name }) => !FROM_BEFORE.has(name)),
  );
  watch.shadow.take({
    life: undefined,
    writes: sample.documents.map(({ ref, document }) => ({ kind: 'set' as const, ref, document: inShape(collections, ref, document) })),
  });
  const cast: Cast = { town, contributors: { sent: [], shown: [] }, readers, watch, sweptAt: sample.at, calledAt: sample.at };
  begin(town);
  await play(cast, sample.at);
  if (watch.failure === undefined) await watch.judge();
  return { town, ...(watch.failure === undefined ? {} : { failure: watch.failure }) };
}

/** These are judged by what was seen outside before the town was stored. */
const FROM_BEFORE: ReadonlySet<string> = new Set([
  'what ran is the commit',
  'a task is put before an agent once',
  'one request per accepted form',
  'no mail is lost',
  'no announcement is lost',
  'sheet equals store',
  'the old one names the new one',
  'the pull request is told',
]);
