import type { EffectPerformer, Result, Work } from '#products/rehearsal/app/perform-effect.ts';
import { wakeRequest } from '#products/rehearsal/app/request-wakings.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** S2, S4: who is woken, by the kind of the subject. A process with promises stands here; its ladders the kernel keeps. */
const wakings: Readonly<Record<string, (system: System, work: Work<'keep_clock'>) => Result>> = { request: wakeRequest };

export const keep_clock: EffectPerformer<'keep_clock'> = {
  dependencies: [],
  perform: (system) => async (work) => {
    const { kind } = work.subject;
    const wake = Object.hasOwn(wakings, kind) ? wakings[kind] : undefined;
    return wake?.(system, work) ?? { result: 'failed', message: `no ${kind} keeps promises`, permanent: true };
  },
};
