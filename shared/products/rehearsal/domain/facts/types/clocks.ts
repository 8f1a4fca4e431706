import type { AboutRuns, PromiseKind } from '#products/rehearsal/domain/promises.ts';
import type * as kernel from '#kernel/promises/facts.ts';

export type ClockFact = kernel.ClockFact<PromiseKind, AboutRuns>;
