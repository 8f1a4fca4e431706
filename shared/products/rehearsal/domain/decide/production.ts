import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { personOf, recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { ask, closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { productionOf, untold } from '#products/rehearsal/domain/production.ts';
import { hasMade } from '#products/rehearsal/domain/cutoff.ts';
import { endedWell } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { ProductionOutcome, ProductionRecord } from '#products/rehearsal/domain/kept/production.ts';

type Refused = { refused: Refusal } | undefined;

const LONGEST = 4_000;

/** A9: told again it changes nothing; told otherwise, both stand, and the newest counts. Evidence and verdicts stay as they are. */
export function recordProduction(deciding: Deciding, command: CommandOf<'record_production'>): Refused {
  const { step, outcome, operator } = command;
  const text = command.text.trim().slice(0, LONGEST);
  const refused = refuseStep(deciding, step);
  if (refused !== undefined) return refused;
  if (outcome !== 'run' && text === '')
    return refuse('comment_missing', outcome === 'failed' ? 'say what the error was' : 'say why it was not run');
  note(deciding, { step, outcome, text, by: operator });
  return undefined;
}

/** By link: of the jobs that are named, or of all. */
export function answerProduction(deciding: Deciding, answering: Answering, outcome: ProductionOutcome): Refused {
  const { details } = answering;
  const steps = details.steps ?? deciding.draft.state.jobs.flatMap((job) => (job.state === 'approved' ? [job.step] : []));
  if (steps.length === 0) return refuse('detail_missing', 'choose at least one job');
  const refused = steps.map((step) => refuseStep(deciding, step)).find((one) => one !== undefined);
  if (refused !== undefined) return refused;
  recordAnswer(deciding, answering);
  const told = { outcome, text: details.comment.trim().slice(0, LONGEST), by: personOf(deciding) };
  for (const step of new Set(steps)) note(deciding, { step, ...told });
  return undefined;
}

function refuseStep({ draft }: Deciding, step: string): Refused {
  const job = draft.state.jobs.find((one) => one.step === step);
  if (job === undefined) return refuse('detail_missing', `there is no job ${step} in this request`);
  return job.state === 'approved'
    ? undefined
    : refuse('not_possible_now', `${step} is not approved, so there is nothing to report from production`);
}

function note({ draft, at }: Deciding, told: Omit<ProductionRecord, 'at'>): void {
  const before = productionOf(draft.state, told.step);
  if (before?.outcome === told.outcome && before.text === told.text) return;
  draft.record({ fact: 'production_recorded', record: { ...told, at } });
}

/** Every command ends with it: while its jobs are approved it can be told, and told otherwise later; nobody has to. */
export function keepProduction(deciding: Deciding): void {
  const { state } = deciding.draft;
  if (!endedWell(state) || !state.jobs.some((job) => job.state === 'approved')) return closeQuestions(deciding, ['production']);
  if (!state.questions.some((one) => one.kind === 'production' && one.state === 'open')) ask(deciding, 'production');
}

/** A9: once in each round, for as long as nothing was told of one of its jobs and it is in that release. */
export function remindOfProduction({ draft, at }: Deciding, { release, round }: CommandOf<'remind_production'>): void {
  const { state } = draft;
  const asked = state.productionAsked?.release === release ? state.productionAsked.round : 0;
  if (!hasMade(state, release) || untold(state).length === 0 || asked >= round) return;
  draft.record({ fact: 'production_awaited', release, round, at });
}
