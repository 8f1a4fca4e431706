import type { AnyFact, FactNamed } from '#kernel/process.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { Identified } from '#domain/request/parts/identified.ts';
import type { Questioned } from '#domain/request/parts/questioned.ts';
import type { Requested } from '#domain/request/parts/requested.ts';
import type { Tested } from '#domain/request/parts/tested.ts';
import { nameOfStep, personName } from '#pages/about.ts';
import { listed } from '#pages/text.ts';
import { instantText } from '#pages/times.ts';

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
