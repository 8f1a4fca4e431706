import type { Life } from './engine/clockwork.ts';
import type { CallFault } from './engine/siege.ts';
import { run, type Report } from './run.ts';

/** One call of one kind of handler: the place at which something is made to go wrong. */
export interface Place {
  handler: string;
  call: string;
  /** Which call of this name in the handler's life, from 1. */
  nth: number;
}

export const outcomes: readonly Exclude<CallFault, 'none'>[] = [
  'throw',
  'refuse',
  'lost',
  'late',
  'run_twice',
  'crash_before',
  'crash_after',
];

/** A quiet town with two requests, one on each backend: what happens in it when nothing goes wrong. */
const quiet = { plan: { calmAfter: 0, requests: 2 } } as const;

/** `task rq1-3-0-send_mail#1` and the like, without whose it is. */
export function handlerOf({ name }: Life): string {
  const task = /-([a-z_]+)#\d+$/.exec(name)?.[1];
  return task ?? name.replace(/ (of|documents).*$/, '').replace(/ sub-.*$/, '');
}

/** Every place that this seed passes. */
export async function placesOf(seed: number): Promise<{ places: Place[]; report: Report }> {
  const places = new Map<string, Place>();
  const counts = countCalls();
  const report = await run(seed, {
    ...quiet,
    decide: (life, call) => {
      const place = { handler: handlerOf(life), call, nth: counts(life, call) };
      places.set(JSON.stringify(place), place);
      return undefined;
    },
  });
  return { places: [...places.values()], report };
}

/** The same seed with this outcome at the first passing of this place, and nothing else that goes wrong. */
export async function runWith(seed: number, place: Place, outcome: CallFault): Promise<{ report: Report; met: boolean }> {
  const counts = countCalls();
  let met = false;
  const report = await run(seed, {
    ...quiet,
    decide: (life, call) => {
      const nth = counts(life, call);
      if (met || call !== place.call || nth !== place.nth || handlerOf(life) !== place.handler) return undefined;
      met = true;
      return outcome;
    },
  });
  return { report, met };
}

function countCalls(): (life: Life, call: string) => number {
  const counts = new Map<string, number>();
  return (life, call) => {
    const key = `${life.id} ${call}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
}
