import { jobDeciders, type JobAsked, type JobCommand, type JobRefused } from '#products/pipelines/domain/job/commands.ts';
import { begin, jobFacts } from '#products/pipelines/domain/job/evolve.ts';
import type { JobFact } from '#products/pipelines/domain/job/facts.ts';
import { attemptOperation } from '#products/pipelines/domain/job/names.ts';
import { jobSchema } from '#products/pipelines/domain/job/schema.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { JobRules } from '#products/pipelines/domain/job/rules.ts';

import type { OfferTurn } from '#contexts/backends/domain/process.ts';
import { drive, type DriveOperation } from '#contexts/operations/domain/drive.ts';
import { startDraft } from '#kernel/draft.ts';
import type { Wanted } from '#kernel/effect.ts';
import { decideBy, evolveBy, type Committed, type FactNamed, type Process } from '#kernel/process.ts';

/** A job is over: its step, what joined it and the list of outcomes hear of it. */
interface SettleJob {
  kind: 'settle_job';
}

export type JobEffect = DriveOperation | OfferTurn | SettleJob;

const evolve = evolveBy(jobFacts);
const decideCommand = decideBy(jobDeciders);

/** One action of one run. */
export const jobProcess: Process<JobState, JobCommand, JobFact, JobRules, Wanted<JobEffect>, JobRefused> = {
  kind: 'job',
  idOf: ({ id }) => id,
  begin,
  facts: jobFacts,
  schema: jobSchema,
  decide(state, command, rules) {
    const draft = startDraft(evolve, state);
    const refused = decideCommand({ draft, at: command.at, rules }, command satisfies JobAsked);
    return refused ?? { facts: [...draft.facts], state: draft.state };
  },
  react: (committed) => committed.facts.flatMap((fact) => wanted(fact, committed)),
};

type Happened = Committed<JobState, JobFact, JobRules>;
type Reactions = { readonly [N in JobFact['fact']]: (fact: FactNamed<JobFact, N>, happened: Happened) => Wanted<JobEffect>[] };

const nothing = (): Wanted<JobEffect>[] => [];
const settled = (): Wanted<JobEffect>[] => [{ effect: { kind: 'settle_job' } }];

/** What must be done outside because of a fact. */
const reactions: Reactions = {
  job_made: nothing,
  attempt_started({ attempt, at }, { after: { id }, rules }) {
    const operation = attemptOperation(id, attempt);
    const silence = { notBefore: at + rules.pipelines.lostAfter, patient: true } as const;
    return [{ effect: drive(operation, 'launch') }, { effect: drive(operation, 'watch'), ...silence }];
  },
  stage_reached: nothing,
  attempt_stopping: ({ attempt }, { after: { id } }) => [{ effect: drive(attemptOperation(id, attempt), 'cancel') }],
  attempt_over: (_, { after: { backend } }) => [{ effect: { kind: 'offer_turn', backend } }],
  attempt_lost: nothing,
  // B6. Of those that nobody offers anything then, the sweep of waiting jobs takes care.
  job_waits_again: ({ pause }, { after: { backend } }) =>
    pause === undefined ? [] : [{ effect: { kind: 'offer_turn', backend }, notBefore: pause.until }],
  job_succeeded: settled,
  job_failed: settled,
  job_cancelled: settled,
};

function wanted(fact: JobFact, happened: Happened): Wanted<JobEffect>[] {
  return (reactions[fact.fact] as (fact: JobFact, happened: Happened) => Wanted<JobEffect>[])(fact, happened);
}
