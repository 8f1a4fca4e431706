import type { StepExecutor, StepOrder } from '#contexts/operations/ports/executor.ts';
import type { Clockwork } from '../engine/clockwork.ts';
import type { Dice } from '../engine/dice.ts';
import type { Weather } from '../engine/weather.ts';

interface Built {
  key: StepOrder;
  endsAt: number;
  passed: boolean;
}

export type Builder = StepExecutor & { steps: Map<string, Built> };

/** Carries out steps, and is asked how they are. */
export function createBuilder(clockwork: Clockwork, dice: Dice, weather: Weather): Builder {
  const steps = new Map<string, Built>();
  const nameOf = ({ subject, fencing, step }: StepOrder): string => `${subject.id} ${fencing} ${step}`;
  return {
    steps,
    async start(key) {
      const lasts = dice.between(5, 200) * 1_000;
      const passed = !(weather.has('bad_run') && dice.chance(key.step === 'regression' ? 0.3 : 0.08));
      if (!steps.has(nameOf(key))) steps.set(nameOf(key), { key, endsAt: clockwork.time.now + lasts, passed });
      return 'started';
    },
    async look(key) {
      const one = steps.get(nameOf(key));
      if (one === undefined) return { seen: 'missing' };
      if (clockwork.time.now < one.endsAt) return { seen: 'under_way', state: 'executing' };
      return { seen: 'ended', passed: one.passed, note: one.passed ? 'built' : 'it broke' };
    },
    async stop(key) {
      const one = steps.get(nameOf(key));
      if (one === undefined) return 'not_there';
      if (clockwork.time.now >= one.endsAt) return 'asked';
      one.endsAt = clockwork.time.now;
      one.passed = false;
      return 'asked';
    },
  };
}

export const builderManners = { refusals: { start: () => ({ refused: 'no such trigger' }) } };
