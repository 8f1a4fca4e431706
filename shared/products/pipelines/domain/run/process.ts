import { mailOf, type MailEffect } from '#products/pipelines/domain/mail/effect.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import { runSchema } from '#products/pipelines/domain/run/schema.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { PlanEnd } from '#contexts/plans/domain/settle.ts';
import type { Counts } from '#contexts/plans/domain/state.ts';
import { startDraft, type Draft } from '#kernel/draft.ts';
import type { Wanted } from '#kernel/effect.ts';
import { decideBy, evolveBy, type Deciders, type Evolvers, type Process } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** What happened to a run. */
export type RunFact =
  | { fact: 'run_made'; run: Omit<RunState, 'version'> }
  | { fact: 'run_cancelled'; at: Instant; who: string }
  | { fact: 'run_ended'; at: Instant; end: PlanEnd; counts: Counts };

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
export type RunCommand = { id: string; at: Instant; by: Actor } & RunAsked;

type RunAsked =
  /** O5. All of it; `who`: their name on the record. */
  | { command: 'cancel_run'; who: string }
  /** Its plan has ended. */
  | { command: 'end_run'; end: PlanEnd; counts: Counts };

export interface RunRefused {
  refused: { code: 'already_over'; message: string };
}

/** All jobs of a cancelled run that are at work or wait are cancelled. */
interface StopRun {
  kind: 'stop_run';
}

export type RunEffect = StopRun | MailEffect;

const facts: Evolvers<RunState, RunFact> = {
  run_made: {
    evolve: () => {
      throw new Error('a run is made once');
    },
  },
  run_cancelled: { evolve: (run, { at, who }) => ({ ...run, cancelled: { at, who } }) },
  run_ended: { evolve: (run, { at, end, counts }) => ({ ...run, ended: { at, end, counts } }) },
};

const deciders: Deciders<{ draft: Draft<RunState, RunFact>; at: Instant }, RunAsked, RunRefused> = {
  cancel_run({ draft, at }, { who }) {
    const { ended, cancelled } = draft.state;
    if (ended !== undefined) return { refused: { code: 'already_over', message: `The run is over: it has ${ended.end}.` } };
    if (cancelled === undefined) draft.record({ fact: 'run_cancelled', at, who });
    return undefined;
  },
  end_run({ draft, at }, { end, counts }) {
    if (draft.state.ended === undefined) draft.record({ fact: 'run_ended', at, end, counts });
  },
};

const evolve = evolveBy(facts);
const decideCommand = decideBy(deciders);

export const runProcess: Process<RunState, RunCommand, RunFact, unknown, Wanted<RunEffect>, RunRefused> = {
  kind: 'run',
  idOf: ({ id }) => id,
  begin: (fact) => (fact.fact === 'run_made' ? { ...fact.run, version: 0 } : undefined),
  facts,
  schema: runSchema,
  decide(state, command) {
    const draft = startDraft(evolve, state);
    const refused = decideCommand({ draft, at: command.at }, command);
    return refused ?? { facts: [...draft.facts], state: draft.state };
  },
  react: ({ facts: happened, after }) => happened.flatMap(({ fact }) => reactions[fact](after)),
};

/** What must be done outside because of a fact. */
const reactions: { readonly [F in RunFact['fact']]: (run: RunState) => Wanted<RunEffect>[] } = {
  run_made: () => [],
  run_cancelled: () => [{ effect: { kind: 'stop_run' } }],
  // K4. A run ends once, however often it is told so: so each of them has one mail of it.
  run_ended: ({ tells = [] }) => tells.map((to) => ({ effect: mailOf('run_ended', { to }) })),
};
