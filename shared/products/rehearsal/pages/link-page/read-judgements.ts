import type { Judgement } from '#products/rehearsal/domain/commands.ts';
import { wordsProblem } from '#contexts/intake/domain/text.ts';
import { lastRun } from '#contexts/plans/domain/job/state.ts';
import { ranWithoutFailures } from '#contexts/operations/domain/run/state.ts';
import { judgedBy, judgementsOf, needsOverride, type Judged } from '#products/rehearsal/domain/judgements.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { actionsFor } from '#products/rehearsal/domain/possible-actions.ts';
import type { LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { judgeField, LEFT_OPEN } from '#products/rehearsal/pages/link-page/together.ts';

export interface ReadJudgements {
  judgements: Judgement[];
  /** By field name. */
  problems: Map<string, string>;
}

type Fields = ReadonlyMap<string, string>;

/**
 * What was decided of several jobs. The page sends a decision for each; a program that sends a code and a comment alone, as for one job,
 * means the link's action for every job that it fits.
 */
export function readJudgements(view: LinkView, typed: Fields): ReadJudgements {
  const { state, question } = view;
  const judged = judgedBy(state, question).filter((one) => one.question.state === 'open');
  const problems = new Map<string, string>();
  const each = judged.some((one) => typed.has(judgeField(one, 'decision')));
  if (!each) return forAll(view, typed);
  const judgements = judged.flatMap((one) => readOne(one, typed, problems) ?? []);
  if (judgements.length === 0 && problems.size === 0) problems.set('', 'Decide on at least one job.');
  for (const name of ['comment', ...judged.flatMap((one) => [judgeField(one, 'comment'), judgeField(one, 'overrideReason')])])
    checkWords(name, textOf(typed, name), problems);
  return { judgements, problems };
}

function forAll({ state, question, action, person }: LinkView, typed: Fields): ReadJudgements {
  const comment = textOf(typed, 'comment');
  const overrideReason = textOf(typed, 'overrideReason');
  const problems = new Map<string, string>();
  for (const [name, text] of [
    ['comment', comment],
    ['overrideReason', overrideReason],
  ] as const)
    checkWords(name, text, problems);
  if (comment === '') problems.set('comment', 'Please fill this in.');
  const judgements = judgementsOf(state, question, action, { comment, ...(overrideReason === '' ? {} : { overrideReason }) }, person.id);
  if (judgements.length === 0)
    problems.set(
      '',
      `There is no job that you can ${actionKinds[action].label.toLowerCase()} without a reason of its own: decide on each one.`,
    );
  return { judgements, problems };
}

function checkWords(name: string, text: string, problems: Map<string, string>): void {
  const problem = wordsProblem(text);
  if (problem !== undefined) problems.set(name, problem);
}

function readOne(judged: Judged, typed: Fields, problems: Map<string, string>): Judgement | undefined {
  const said = textOf(typed, judgeField(judged, 'decision'));
  if (said === LEFT_OPEN || said === '') return undefined;
  const action = actionsFor('verdict').find((one) => one === said);
  if (action === undefined) {
    problems.set(judgeField(judged, 'decision'), 'This is not a verdict.');
    return undefined;
  }
  const comment = textOf(typed, judgeField(judged, 'comment')) || textOf(typed, 'comment');
  const overrideReason = textOf(typed, judgeField(judged, 'overrideReason')) || textOf(typed, 'overrideReason');
  if (comment === '') problems.set(judgeField(judged, 'comment'), 'Say it here, or once for all jobs at the top.');
  if (action === 'approve' && ranWithoutFailures(lastRun(judged.job)) && needsOverride(judged.job) && overrideReason === '')
    problems.set(judgeField(judged, 'overrideReason'), 'The output is not as expected: say why it is acceptable anyway.');
  return { question: judged.question.id, action, comment, ...(overrideReason === '' ? {} : { overrideReason }) };
}

/** A5: the jobs whose verdicts are taken back; undefined: all of the reader's. */
export function readUndone({ state, question }: LinkView, typed: Fields): number[] | undefined {
  if (question.kind !== 'verdicts' || !typed.has('chosen')) return undefined;
  return judgedBy(state, question)
    .filter((one) => typed.has(judgeField(one, 'undo')))
    .map((one) => one.question.id);
}

function textOf(typed: Fields, name: string): string {
  return typed.get(name)?.trim() ?? '';
}
