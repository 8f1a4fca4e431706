import type { AnyFact, Committed, Evolver, FactNamed } from '#kernel/process.ts';
import type { Happening } from '#products/rehearsal/domain/announce/happening.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';

export type Commit = Committed<RequestState, Fact, Rules>;

/**
 * Where a fact changes what is shown outside: cells of the approval sheet, status and comment of the pull request (N5). What happens within a
 * turn is not for the sheet: there it is `accepted`. What people or programs are busy with in between is for neither.
 */
type Shown = 'nowhere' | 'sheet' | 'pull_request' | 'both';

/** All that follows from one kind of fact. Each entry says all of it, so that nothing follows by being forgotten. */
export interface FactKind<F> extends Evolver<RequestState, F> {
  /** What must be done outside because of it. */
  react: (fact: F, commit: Commit) => Wanted[];
  shown: Shown;
  /** N6. What others may hear of it. */
  events: (fact: F, commit: Commit) => Happening[];
}

/** A fact without an entry does not compile. */
export type FactKinds<Facts extends AnyFact> = { readonly [N in Facts['fact']]: FactKind<FactNamed<Facts, N>> };

/** For facts of which nobody outside need know. */
export const quiet = { react: nothing, shown: 'nowhere', events: nothing } as const;

function nothing(): [] {
  return [];
}
