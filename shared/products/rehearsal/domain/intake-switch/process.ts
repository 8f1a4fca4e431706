import { intakeSchema } from '#products/rehearsal/domain/intake-switch/schema.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import { decideKnown, type Deciding } from '#kernel/known.ts';
import type { Deciders, Evolvers, Process } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** I15. Whether anything new is taken, as somebody said last. */
export interface Switched {
  open: boolean;
  /** Shown to whoever wants to send something. */
  why: string;
  by: string;
  since: Instant;
}

export interface IntakeState {
  id: 'intake';
  /** Number of the last command that changed it; 0 before the first. */
  version: number;
  /** Nothing while nobody has switched it: then it is open. */
  switched?: Switched;
}

export const newIntake: IntakeState = { id: 'intake', version: 0 };

export type IntakeFact =
  /** The first of every timeline: how it stood before it had one. */
  | { fact: 'intake_known'; state: IntakeState }
  | { fact: 'intake_opened'; by: string; at: Instant }
  | { fact: 'intake_closed'; by: string; at: Instant; why: string };

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable; `operator` is their name on the record. */
export type IntakeCommand = { id: string; at: Instant; by: Actor } & IntakeAsked;

export type IntakeAsked =
  | { command: 'open_intake'; operator: string }
  /** The same again changes nothing; another reason is a new one. */
  | { command: 'close_intake'; operator: string; why: string };

/** Nothing is: whoever may ask for it gets it. */
export interface IntakeRefused {
  refused: never;
}

const facts: Evolvers<IntakeState, IntakeFact> = {
  intake_known: {
    evolve: () => {
      throw new Error('the intake is known once');
    },
  },
  intake_opened: { evolve: (state, { by, at }) => ({ ...state, switched: { open: true, why: '', by, since: at } }) },
  intake_closed: { evolve: (state, { by, at, why }) => ({ ...state, switched: { open: false, why, by, since: at } }) },
};

const deciders: Deciders<Deciding<IntakeState, IntakeFact>, IntakeAsked, IntakeRefused> = {
  open_intake({ draft, at }, { operator }) {
    if (draft.state.switched?.open !== true) draft.record({ fact: 'intake_opened', by: operator, at });
  },
  close_intake({ draft, at }, { operator, why }) {
    const { switched } = draft.state;
    if (switched?.open !== false || switched.why !== why) draft.record({ fact: 'intake_closed', by: operator, at, why });
  },
};

/** I15. The door for what is new: who opened and closed it, and why, is its timeline. */
export const intakeProcess: Process<IntakeState, IntakeCommand, IntakeFact, unknown, Wanted, IntakeRefused> = {
  kind: 'intake',
  idOf: ({ id }) => id,
  begin: (fact) => (fact.fact === 'intake_known' ? fact.state : undefined),
  facts,
  schema: intakeSchema,
  decide: decideKnown<IntakeState, IntakeAsked, IntakeFact, IntakeRefused>(facts, deciders, (state) => ({ fact: 'intake_known', state })),
  react: () => [],
};
