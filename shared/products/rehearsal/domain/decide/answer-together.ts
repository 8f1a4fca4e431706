import { dependants } from '#contexts/plans/domain/job/graph.ts';
import { actionsFor } from '#products/rehearsal/domain/possible-actions.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { Judgement } from '#products/rehearsal/domain/commands.ts';
import { personOf, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { decideAs } from '#products/rehearsal/domain/decide/decide-as.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { rejectRequest } from '#products/rehearsal/domain/decide/ending.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { judgementsOf } from '#products/rehearsal/domain/judgements.ts';
import type { Action } from '#products/rehearsal/domain/questions.ts';

type Refused = { refused: Refusal } | undefined;

/** Several verdicts at once, each on its own job: all of them or, where one cannot be, none. */
export function answerTogether(deciding: Deciding, { question, action, details }: Answering): Refused {
  const { draft } = deciding;
  const given = details.judgements ?? judgementsOf(draft.state, question, action, details, personOf(deciding));
  if (given.length === 0) return refuse('not_approvable', `there is no job that you can ${actionKinds[action].label.toLowerCase()} now`);
  const wrong =
    given.map((one) => checkOne(question.covers ?? [], one)).find((refused) => refused !== undefined) ?? contradiction(deciding, given);
  if (wrong !== undefined) return wrong;
  // What runs again first, so that nothing is approved on top of it; a rejection ends all, so it comes last.
  for (const one of given.toSorted((a, b) => turnOf(a) - turnOf(b))) {
    const refused = judge(deciding, one);
    if (refused !== undefined) return refused;
  }
  const reasons = draft.state.jobs.flatMap((job) => (job.state === 'rejected' ? [`${job.step}: ${job.reason}`] : []));
  if (given.some((one) => one.action === 'reject')) rejectRequest(deciding, reasons.join('\n'), personOf(deciding));
  return undefined;
}

function turnOf({ action }: Judgement): number {
  return actionKinds[action].placeAmongVerdicts ?? 0;
}

function checkOne(covers: readonly number[], { question, action, comment }: Judgement): Refused {
  if (!covers.includes(question)) return refuse('unknown_question', 'this question was not asked here');
  if (!actionsFor('verdict').includes(action)) return refuse('not_allowed', `${action} is not a verdict`);
  return comment.trim() === '' ? refuse('comment_missing', actionKinds[action].needs ?? 'say why') : undefined;
}

/** Verdicts that cannot all be meant. */
function contradiction({ draft }: Deciding, given: readonly Judgement[]): Refused {
  const { jobs, questions } = draft.state;
  const stepsOf = (action: Action): string[] =>
    given.filter((one) => one.action === action).flatMap((one) => questions.find(({ id }) => id === one.question)?.step ?? []);
  const again = stepsOf('rerun');
  if (again.length > 0 && stepsOf('reject').length > 0)
    return refuse('not_possible_now', 'a rejection ends the request, so no job can run again: choose one or the other');
  const decided = new Set([...stepsOf('approve'), ...again]);
  for (const step of again) {
    const built = dependants(jobs, step).find((job) => decided.has(job.step));
    if (built !== undefined)
      return refuse(
        'not_possible_now',
        `${built.step} depends on ${step}, which runs again, so ${built.step} runs again, too: leave it undecided`,
      );
  }
  return undefined;
}

function judge(deciding: Deciding, { question: id, action, comment, overrideReason }: Judgement): Refused {
  const { state } = deciding.draft;
  const question = state.questions.find((one) => one.id === id);
  if (question === undefined) return refuse('unknown_question', 'there is no such question');
  if (question.state !== 'open')
    return refuse('already_answered', `the verdict on ${question.step} has already been given or is no longer asked for`);
  const details = { comment, ...(overrideReason === undefined ? {} : { overrideReason }) };
  const refused = decideAs('verdict', deciding, { question, action, details, together: true });
  return refused === undefined ? undefined : refuse(refused.refused.code, `${question.step}: ${refused.refused.message}`);
}
