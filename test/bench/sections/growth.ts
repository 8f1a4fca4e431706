import path from 'node:path';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { addOthers, measureOne, openGrowthWorld, sweepCost, type GrowthWorld } from '#test/support/growth.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { makePlace } from '../place.ts';
import { median } from '../statistics.ts';
import { collections } from '#functions/wiring/collections.ts';

const FEW = 1_000;
const MANY = 1_000_000;
const REPEATS = 15;

interface Timed {
  /** Milliseconds of one whole request's transitions and effects, and of a sweep at rest. */
  request: number;
  sweep: number;
  operations: number;
}

/** What the number of stored requests costs on SQLite: a request's whole life and a sweep at rest, with few and with very many beside it. */
export async function benchGrowth(): Promise<SectionResult> {
  const place = await makePlace();
  const time = { now: 1_800_000_000_000 };
  const store = openSqliteStore({ collections, path: path.join(place.folder, 'store.sqlite'), now: () => time.now });
  const growth = openGrowthWorld(store, time);
  const { like } = await measureOne(growth, 'first');
  await addOthers(store, like, FEW);
  const few = await timed(growth, 'few');
  await addOthers(store, like, MANY - FEW, FEW);
  const many = await timed(growth, 'many');
  await store.close();
  await place.remove();
  return {
    figures: figuresOf(few, many),
    remarks: [`SQLite on disk, synchronous=FULL; each stored request has one effect that is done. Medians of ${REPEATS}.`],
  };
}

async function timed(growth: GrowthWorld, name: string): Promise<Timed> {
  const requests: number[] = [];
  const sweeps: number[] = [];
  let operations = 0;
  for (let n = 0; n < REPEATS; n += 1) {
    const began = performance.now();
    operations = (await measureOne(growth, `${name}${n}`)).cost.transitions;
    const lived = performance.now();
    await sweepCost(growth.world, growth.operations, `${name}${n}`);
    requests.push(lived - began);
    sweeps.push(performance.now() - lived);
  }
  return { request: median(requests), sweep: median(sweeps), operations };
}

function figuresOf(few: Timed, many: Timed): Figure[] {
  const beside = `beside ${FEW.toLocaleString('en')}`;
  const name = `beside ${MANY.toLocaleString('en')} stored`;
  return [
    { name: `one request's life ${name}`, value: many.request, unit: 'ms', floor: { name: beside, value: few.request } },
    { name: `a sweep at rest ${name}`, value: many.sweep, unit: 'ms', floor: { name: beside, value: few.sweep } },
    { name: `operations of that life ${name}`, value: many.operations, unit: 'times', floor: { name: beside, value: few.operations } },
  ];
}
