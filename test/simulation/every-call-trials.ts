import { outcomesOf, placesOf, runWith, type Trial } from './every-call.ts';

/** Each outcome at each place of a day. */
async function trialsOf(seed: number): Promise<Trial[]> {
  const { places } = await placesOf(seed);
  return places.flatMap((place) => outcomesOf(place).map((outcome) => ({ place, outcome })));
}

/** At most so many in one town; each befalls another kind of call. */
function packsOf(trials: readonly Trial[], most: number): Trial[][] {
  const packs: Trial[][] = [];
  const waiting = Map.groupBy(trials, ({ place }) => `${place.handler} ${place.call}`);
  while (waiting.size > 0) {
    // Those with the most left come first, so that none is left with many in the end.
    const fullest = [...waiting].toSorted(([, a], [, b]) => b.length - a.length).slice(0, most);
    packs.push(fullest.flatMap(([, left]) => left.splice(0, 1)));
    for (const [handler, left] of fullest) if (left.length === 0) waiting.delete(handler);
  }
  return packs;
}

/** One share of all trials of a day, so many of them in one town; what was broken, and where. Of a town that broke each is tried alone. */
export async function problemsAt(seed: number, most: number, isOurs: (n: number) => boolean): Promise<string[]> {
  const broken: string[] = [];
  const packs = packsOf(await trialsOf(seed), most).filter((_pack, n) => isOurs(n));
  for (const pack of packs) {
    const { report, met } = await runWith(seed, pack);
    const alone = report.failure === undefined ? pack.filter((trial) => !met.has(trial)) : pack;
    const blamed = pack.length === 1 && alone.length === 1 ? [problemOf(pack, met.size > 0, report.failure)] : await eachAlone(seed, alone);
    const found = blamed.filter((problem) => problem !== undefined);
    if (found.length === 0 && report.failure !== undefined) found.push(problemOf(pack, true, report.failure) ?? '');
    broken.push(...found);
  }
  return broken;
}

/** What was not met when others befell the same town, or shared a town that broke. */
async function eachAlone(seed: number, trials: readonly Trial[]): Promise<(string | undefined)[]> {
  const problems: (string | undefined)[] = [];
  for (const trial of trials) {
    const { report, met } = await runWith(seed, [trial]);
    problems.push(problemOf([trial], met.size > 0, report.failure));
  }
  return problems;
}

function problemOf(
  trials: readonly Trial[],
  met: boolean,
  failure: { invariant: string; message: string } | undefined,
): string | undefined {
  const where = trials.map(({ place: { handler, call, nth }, outcome }) => `${handler}: ${call} ${nth} ${outcome}`).join(' with ');
  if (!met) return `${where} was never met`;
  return failure === undefined ? undefined : `${where}: ${failure.invariant}: ${failure.message}`;
}
