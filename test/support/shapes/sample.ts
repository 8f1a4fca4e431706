import type { DocumentRef } from '#functions/wiring/system.ts';
import type { Plan } from '#test/simulation/engine/weather.ts';
import type { Pull } from '#test/simulation/outside/host.ts';

/** A simulated town at one instant: all that its store held, and its pull requests. */
export interface Sample {
  plan: Plan;
  at: number;
  pulls: [string, Pull][];
  documents: SampleDocument[];
}

export interface SampleDocument {
  ref: DocumentRef;
  document: object;
}
