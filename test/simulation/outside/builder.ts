import type { Deployer, StepKey } from '#ports/deployer.ts';
import type { Clockwork } from '../engine/clockwork.ts';
import type { Dice } from '../engine/dice.ts';
import type { Weather } from '../engine/weather.ts';

interface Built {
  key: StepKey;
  endsAt: number;
  passed: boolean;
}

export type Builder = Deployer & { steps: Map<string, Built> };

/** Carries out steps, and is asked how they are. */
export function createBuilder(clockwork: Clockwork, dice: Dice, weather: Weather): Builder {
  const steps = new Map<string, Built>();
  const nameOf = ({ requestId, fencing, step }: StepKey): string => `${requestId} ${fencing} ${step}`;
  return {
    steps,
    async startStep(key) {
      const lasts = dice.between(5, 200) * 1_000;
      const passed = !(weather.has('bad_run') && dice.chance(key.step === 'regression' ? 0.3 : 0.08));
      if (!steps.has(nameOf(key))) steps.set(nameOf(key), { key, endsAt: clockwork.time.now + lasts, passed });
    },
    async lookAtStep(key) {
      const one = steps.get(nameOf(key));
      if (one === undefined) return { seen: 'missing' };
      if (clockwork.time.now < one.endsAt) return { seen: 'under_way' };
      return { seen: 'ended', passed: one.passed, note: one.passed ? 'built' : 'it broke' };
    },
    async cancelStep(key) {
      const one = steps.get(nameOf(key));
      if (one === undefined || clockwork.time.now >= one.endsAt) return;
      one.endsAt = clockwork.time.now;
      one.passed = false;
    },
  };
}

export const builderManners = { refusals: { startStep: () => ({ refused: 'no such trigger' }) } };
