import type { Situation } from '../situation-names.ts';
import type { JobEnd, JobExecutor, JobOrder } from '#contexts/operations/ports/executor.ts';
import type { Clockwork } from '../engine/clockwork.ts';
import type { Dice } from '../engine/dice.ts';
import type { Weather } from '../engine/weather.ts';
import { endingOf, type Prints } from './outputs.ts';

/** A run as its provider knows it. */
interface Provided {
  order: JobOrder;
  startedAt: number;
  endsAt: number;
  ending: JobEnd<string[]>;
  /** It says nothing that anybody understands. */
  odd: boolean;
}

export type Provider = JobExecutor & { runs: Map<string, Provided>; asked: number };

const SECOND = 1_000;

/** A provider that is asked (R5): a run lasts as long as the dice say, and ends as they say. */
export function createProvider(
  clockwork: Clockwork,
  dice: Dice,
  weather: Weather,
  seen: (what: Situation) => void,
  prints: Prints,
  begins: (order: JobOrder) => void,
): Provider {
  const runs = new Map<string, Provided>();
  const under = (one: Provided): boolean => clockwork.time.now < one.endsAt;
  return {
    runs,
    asked: 0,
    async start(order) {
      begins(order);
      const known = runs.get(order.id);
      if (known !== undefined) seen('a launch found its run there already');
      const startedAt = clockwork.time.now;
      const lasts = dice.chance(0.07) ? dice.between(300, 3_600) : dice.between(5, weather.has('bad_run') ? 500 : 60);
      const odd = weather.has('bad_run') && dice.chance(0.06);
      if (known !== undefined) return 'started';
      const { good, ...ending } = endingOf(order.ask, order.id, dice, weather);
      runs.set(order.id, { order, startedAt, endsAt: startedAt + lasts * SECOND, ending, odd });
      prints.set(order.id, { good, stdout: ending.stdout, stderr: ending.stderr, tree: order.testSha });
      return 'started';
    },
    async stop({ id }) {
      const one = runs.get(id);
      if (one === undefined) return 'not_there';
      if (under(one)) {
        seen('a run under way was cancelled at its provider');
        one.endsAt = clockwork.time.now;
        one.ending = { ...one.ending, cause: 'cancelled', exitCode: null };
      }
      return 'asked';
    },
    async look({ id }) {
      const one = runs.get(id);
      if (one === undefined) return { seen: 'missing' };
      if (!under(one)) return one.ending;
      if (one.odd) seen('a provider said something unheard of');
      return one.odd ? { seen: 'unknown', what: 'JOB_STATE_RESTING' } : { seen: 'under_way', state: 'executing' };
    },
  };
}

export const providerManners = { refusals: { start: () => ({ refused: 'no such template' }) } };
