import type { Changer } from '#contexts/backends/domain/waiting.ts';
import type { Ordered } from '#kernel/graph/ordered.ts';
import type { Instant } from '#kernel/time.ts';

/** `before` makes ready, `main` is what was asked for, `after` puts in order again, whatever failed (D6). */
export type Group = 'before' | 'main' | 'after';

export const groups: readonly Group[] = ['before', 'main', 'after'];

/** What may still become of it. */
type OpenState = 'waiting' | 'ready' | 'running';

/** `dependency_failed`: it never ran, because of another (O3). `skipped`: its owner said that there is nothing to do; what needs it goes on. */
export type EndState = 'succeeded' | 'skipped' | 'failed' | 'cancelled' | 'dependency_failed';

export type StepState = OpenState | EndState;

/** What is asked for as a step. `program` names what carries it out, `input` is that program’s own. */
export interface Step {
  /** Unique in the plan; what `needs` names. */
  name: string;
  group: Group;
  needs: readonly string[];
  program: string;
  input: unknown;
  /** B7. Where its slots come from, and how many; one of `default` unless it says so. */
  pool?: string;
  weight?: number;
}

/** A step as far as it is judged whether it may go on. */
export interface KnownStep extends Ordered, Pick<Step, 'group' | 'pool' | 'weight'> {
  state: StepState;
  /** Since when it is in that state, where that is known. */
  since?: Instant;
  /** What its owner holds it back for: a person’s word, evidence that is missing. */
  hold?: Hold;
}

export interface Hold {
  why: string;
  since?: Instant;
  who: Changer;
}

const ends: Readonly<Record<StepState, boolean>> = {
  waiting: false,
  ready: false,
  running: false,
  succeeded: true,
  skipped: true,
  failed: true,
  cancelled: true,
  dependency_failed: true,
};

export function isOver(state: StepState): state is EndState {
  return ends[state];
}

/** What needs it may go on. A cancelled step never counts as success (O3). */
export function isMet(state: StepState): boolean {
  return state === 'succeeded' || state === 'skipped';
}

/** What needs it never will. */
export function isLost(state: StepState): boolean {
  return isOver(state) && !isMet(state);
}
