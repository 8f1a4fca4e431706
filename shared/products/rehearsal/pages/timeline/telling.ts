import type { AnyFact, FactNamed } from '#kernel/process.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { nameOfStep, personName } from '#products/rehearsal/pages/about.ts';
import { listed } from '#html/text.ts';
import { instantText } from '#html/times.ts';

/** What the sentences need to know: names, and whose clock they are read by. */
export interface Telling {
  state: Identified & Requested & Tested & Questioned;
  rules: Rules;
  timeZone: string;
}

/** One for each fact, for people (W1). Without a full stop; a fact without a sentence does not compile. */
export type Sentences<Facts extends AnyFact> = { readonly [N in Facts['fact']]: (fact: FactNamed<Facts, N>, telling: Telling) => string };

/** `job`, `job and other`. */
export function jobs(steps: readonly string[], { state }: Telling): string {
  return listed(steps.map((step) => nameOfStep(state.submission, step)));
}

export function person(id: string, { state, rules }: Telling): string {
  return personName(id, state, rules);
}

export function when(at: number, { timeZone }: Telling): string {
  return instantText(at, timeZone);
}
