import http from 'node:http';
import type { Figure, SectionResult } from '../figures.ts';
import { listen } from '../framework-server.ts';
import { createPoster } from '../post.ts';
import { startStamped, type Stamps } from '../stamped-system.ts';
import { median, percentile } from '../statistics.ts';

const ROUNDS = 120;

/** From a commit's acknowledgement to the first line of its effect's handler: doorbell, dispatch, enqueueing, delivery, token, framework. */
export async function benchQueue(): Promise<SectionResult> {
  const stamps: Stamps = { committed: new Map(), waits: [] };
  const system = await startStamped(stamps);
  const empty = await startEmpty();
  const floors: number[] = [];
  for (let round = -20; round < ROUNDS; round += 1) {
    const floor = await empty.measure();
    const before = stamps.waits.length;
    await system.submit();
    await system.settled();
    if (round < 0) stamps.waits.length = 0;
    else floors.push(floor);
    if (round >= 0 && stamps.waits.length === before) throw new Error('no effect was handled');
  }
  await empty.close();
  await system.close();
  return {
    figures: figuresOf(stamps, floors),
    remarks: [
      `${ROUNDS} submissions one after another, each with all that follows it at once; nothing else under way, and the task table’s rates out of the way.`,
    ],
  };
}

function figuresOf({ waits }: Stamps, floors: number[]): Figure[] {
  const name = 'empty POST over loopback';
  const kinds = ['every effect', ...new Set(waits.map(({ kind }) => kind))];
  return kinds.flatMap((kind): Figure[] => {
    const times = waits.filter((one) => kind === 'every effect' || one.kind === kind).map(({ wait }) => wait);
    return [
      {
        name: `commit to handler, ${kind}, median`,
        value: median(times),
        unit: 'ms',
        floor: { name, value: median(floors) },
        note: kind === 'every effect' ? 'aim: under 20 ms' : undefined,
      },
      {
        name: `commit to handler, ${kind}, p99`,
        value: percentile(times, 0.99),
        unit: 'ms',
        floor: { name, value: percentile(floors, 0.99) },
      },
    ];
  });
}

async function startEmpty(): Promise<{ measure(): Promise<number>; close(): Promise<void> }> {
  let began = 0;
  let waited = 0;
  const poster = createPoster();
  const served = await listen(
    http.createServer((_request, response) => {
      waited = performance.now() - began;
      response.end();
    }),
  );
  return {
    async measure() {
      began = performance.now();
      await poster.post(served.url, {}, '{}');
      return waited;
    },
    async close() {
      poster.close();
      await served.close();
    },
  };
}
