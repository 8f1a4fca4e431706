import type { AboutRuns, PromiseKind } from '#domain/request/promises.ts';
import type * as kernel from '#kernel/promises/facts.ts';

export type ClockFact = kernel.ClockFact<PromiseKind, AboutRuns>;
