import path from 'node:path';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { readBoard } from '#products/rehearsal/app/board/read-board.ts';
import { readList } from '#products/rehearsal/app/board/list.ts';
import { readAhead } from '#products/rehearsal/app/read-request.ts';
import { renewProjections } from '#products/rehearsal/app/renew-projections.ts';
import { boardPage } from '#products/rehearsal/pages/board.ts';
import { DAY } from '#kernel/time.ts';
import { queues } from '#test/support/application/requests.ts';
import { openWorld, START, type World } from '#test/support/application/world.ts';
import { countOperations, type Operations } from '#test/support/counting.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { makePlace } from '../place.ts';
import { median } from '../statistics.ts';
import { collections } from '#functions/wiring/collections.ts';

const OPEN = 225;
const REPEATS = 15;

/** W2, W8: what a look at the board costs with as many open requests as wait in a bad month, all of them for one backend. */
export async function benchBoard(): Promise<SectionResult> {
  const place = await makePlace();
  const time = { now: START };
  const { store, operations } = countOperations(
    openSqliteStore({ collections, path: path.join(place.folder, 'store.sqlite'), now: () => time.now }),
  );
  const world = openWorld({ store, time, rules: { releases: [{ name: '3.4.1', hardCutoff: START + 7 * DAY }] } });
  await queues(world, 'rq0');
  const one = await boardOf(world, operations);
  for (let n = 1; n < OPEN; n += 1) await queues(world, `rq${n}`);
  await renewProjections(world.system);
  const many = await boardOf(world, operations);
  const state = (await store.get({ collection: 'requests', id: `rq${OPEN - 1}` }))?.state;
  const found = await looked(operations, () => readList(world.system, { q: 'counttopics' }));
  const ahead = await looked(operations, async () => state && (await readAhead(world.system, state)));
  await store.close();
  await place.remove();
  return {
    figures: [...figuresOf('the board', many, one), ...figuresOf('a search', found), ...figuresOf('a place in the queue', ahead)],
    remarks,
  };
}

const remarks = [
  `SQLite on disk; ${OPEN} open requests that wait for one backend and are aimed at one release. Medians of ${REPEATS}. Reads as Firestore bills them.`,
];

interface Look {
  ms: number;
  reads: number;
}

function boardOf(world: World, operations: Operations): Promise<Look> {
  const { system } = world;
  return looked(operations, async () => {
    const { now, ...board } = await readBoard(system);
    boardPage({
      ...board,
      rules: system.rules,
      when: { now, timeZone: 'UTC' },
      requestUrl: (id) => `/requests/${id}`,
    });
  });
}

async function looked(operations: Operations, look: () => Promise<unknown>): Promise<Look> {
  const times: number[] = [];
  let reads = 0;
  for (let n = 0; n < REPEATS; n += 1) {
    const before = operations.reads;
    const began = performance.now();
    await look();
    times.push(performance.now() - began);
    reads = operations.reads - before;
  }
  return { ms: median(times), reads };
}

function figuresOf(name: string, { ms, reads }: Look, one?: Look): Figure[] {
  const floor = (value: number | undefined): Pick<Figure, 'floor'> =>
    value === undefined ? {} : { floor: { name: 'with one request', value } };
  return [
    { name, value: ms, unit: 'ms', ...floor(one?.ms) },
    { name: `reads of ${name}`, value: reads, unit: 'times', ...floor(one?.reads) },
  ];
}
