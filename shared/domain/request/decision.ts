import type { Fact } from '#domain/request/facts.ts';
import type { RequestState } from '#domain/request/state.ts';
import { evolve } from '#domain/request/evolve.ts';

/** An expected no, with what a person needs to understand it. `code` is stable. */
export interface Refusal {
  code:
    | 'unknown_question'
    | 'already_answered'
    | 'no_longer_asked'
    | 'not_allowed'
    | 'author_decides_nothing'
    | 'comment_missing'
    | 'detail_missing'
    | 'override_missing'
    | 'second_admin_needed'
    | 'not_approvable'
    | 'too_late'
    | 'irreversible'
    | 'stale'
    | 'not_possible_now';
  message: string;
}

export type Decision = { refused: Refusal } | { facts: Fact[]; state: RequestState };

/** A decision in the making: each fact is folded in at once, so that what follows is decided on what is true by then. */
export interface Draft {
  readonly state: RequestState;
  readonly facts: readonly Fact[];
  record(fact: Fact): void;
}

export function startDraft(state: RequestState): Draft {
  let current = state;
  const facts: Fact[] = [];
  return {
    get state() {
      return current;
    },
    facts,
    record(fact) {
      current = evolve(current, fact);
      facts.push(fact);
    },
  };
}

export function refuse(code: Refusal['code'], message: string): { refused: Refusal } {
  return { refused: { code, message } };
}
