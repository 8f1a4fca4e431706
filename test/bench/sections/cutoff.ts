import path from 'node:path';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { readReport } from '#products/rehearsal/app/calendar/read-report.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { DAY, MINUTE } from '#kernel/time.ts';
import { arrives } from '#test/support/application/requests.ts';
import { deliver, openWorld, START, taskOf, type World } from '#test/support/application/world.ts';
import { bareAppend } from '../bare-commits.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { makePlace } from '../place.ts';
import { collections } from '#functions/wiring/collections.ts';

const SIZES = [500, 5_000];
/** Requests of one contributor. */
const EACH = 10;
const CUT = START + 10 * DAY;
const ESSENTIAL = { essential: true, essentialReason: 'The release reads it.' };

/** C4: how long it takes from the instant of a hard cutoff until every open request is judged, the report published, and every mail in the outbox. */
export async function benchCutoff(): Promise<SectionResult> {
  const figures: Figure[] = [];
  for (const size of SIZES) figures.push(...(await cut(size)));
  return {
    figures,
    remarks: [
      `SQLite on disk, synchronous=FULL; ${EACH} requests of each contributor, one in ten essential. One command and one transaction for each request; one mail to each person.`,
    ],
  };
}

async function cut(size: number): Promise<Figure[]> {
  const place = await makePlace();
  const time = { now: START };
  const store = openSqliteStore({ collections, path: path.join(place.folder, 'store.sqlite'), now: () => time.now });
  const releases = [
    { name: '5.2', hardCutoff: CUT },
    { name: '5.3', hardCutoff: CUT + 30 * DAY },
  ];
  const world = openWorld({ store, time, rules: { releases, backends: [] } });
  await fill(world, size);
  time.now = CUT - 8 * DAY;
  await sweep(world.system, 'plans');
  time.now = CUT;
  const began = performance.now();
  await untilCut(world);
  const took = performance.now() - began;
  const { counts } = (await readReport(world.system, '5.2', undefined, 0))?.report?.document ?? {};
  if (counts === undefined || counts.missed + counts.blocking !== size) throw new Error('not every request was judged');
  const floor = appends(path.join(place.folder, 'append'), size);
  await store.close();
  await place.remove();
  const people = Math.ceil(size / EACH);
  const note = `${counts.missed} moved, ${counts.blocking} blocking; mails to ${people} contributors and the release team`;
  return [
    { name: `cutoff with ${size.toLocaleString('en')} open requests`, value: took, unit: 'ms', floor, note },
    { name: 'of it for each request', value: took / size, unit: 'ms' },
  ];
}

async function fill(world: World, size: number): Promise<void> {
  for (let n = 0; n < size; n += 1) {
    const person = `person${Math.floor(n / EACH)}`;
    const contributor = { name: person, email: `${person}@example.org`, githubLogin: person };
    await arrives(world, `r${n}`, { submission: { contributor, targetRelease: '5.2', ...(n % 10 === 0 ? ESSENTIAL : {}) } });
  }
}

/** The effect of the cut alone, as its queue delivers it: again and again until all pages are through. */
async function untilCut(world: World): Promise<void> {
  const { store } = world.system;
  const found = await store.query({ index: 'outboxDue', equal: { open: true }, limit: 1, from: CUT, to: CUT + MINUTE });
  let document = found.map((one) => one.document).find(({ kind }) => kind === 'keep_calendar');
  if (document === undefined) throw new Error('nothing is planned for the instant');
  while (document?.open === true) {
    await deliver(world, taskOf(document));
    document = await store.get({ collection: 'outbox', id: document.key });
    if ((document?.attempts ?? 0) > 3) throw new Error('the cut does not end');
  }
}

/** Nothing but a durable append for each request. */
function appends(file: string, count: number): NonNullable<Figure['floor']> {
  const disk = bareAppend(file);
  const began = performance.now();
  for (let n = 0; n < count; n += 1) disk.append(4_000);
  const value = performance.now() - began;
  disk.close();
  return { name: `${count.toLocaleString('en')} appends of 4 KB with fsync`, value };
}
