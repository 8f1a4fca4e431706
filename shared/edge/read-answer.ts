import { gatesInTheWay } from '#domain/request/call-admins.ts';
import { pullRequestNamed } from '#domain/intake/links.ts';
import { gateNames } from '#domain/request/gates.ts';
import type { AnswerDetails } from '#domain/request/commands.ts';
import type { Action } from '#domain/request/questions.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Instant } from '#domain/time.ts';
import { fieldProblem, type SmallField } from '#edge/small-fields.ts';

type Field = Exclude<SmallField, 'comment'>;

/** Which fields an answer has beside its comment. Whatever else was sent is not read. */
const fieldsOf: Partial<Record<Action, Field>> = {
  accept: 'backend',
  assign: 'assignee',
  defer: 'release',
  approve: 'overrideReason',
  continue: 'pullRequest',
  take_over: 'takeOver',
};

export interface ReadDetails {
  details: AnswerDetails;
  /** All at once, by field name. */
  problems: Map<string, string>;
}

/** X2: the one schema of the small forms. What does not exist, or cannot be shown as it is, is told beside its field, and nothing of it is kept. */
export function readDetails(
  action: Action,
  typed: ReadonlyMap<string, string>,
  at: { state: RequestState; rules: Rules; now: Instant },
): ReadDetails {
  const problems = new Map<string, string>();
  const read = (name: 'comment' | Field, problemOf: (value: string) => string | undefined): string => {
    const value = (typed.get(name) ?? '').trim();
    const problem = value === '' ? undefined : problemOf(value);
    if (problem !== undefined) problems.set(name, problem);
    return value;
  };
  const comment = read('comment', (given) => fieldProblem('comment', given, at));
  const gates = action === 'waive' ? readGates(typed, at.state, problems) : {};
  const field = fieldsOf[action];
  const value = field === undefined ? '' : read(field, (given) => fieldProblem(field, given, at));
  return { details: { comment, ...gates, ...detailOf(field, value, at.state) }, problems };
}

/** I19: a pull request is kept as what it is, everything else as it was typed. */
function detailOf(field: Field | undefined, value: string, { submission }: RequestState): Partial<AnswerDetails> {
  if (field === undefined || value === '') return {};
  if (field !== 'pullRequest') return { [field]: value };
  const parsed = pullRequestNamed(value, submission.change);
  return parsed.ok ? { continueAt: { kind: 'pull_request', ...parsed.value } } : {};
}

/** G7: by name, each as it was shown. Where there is but one, nobody has to choose. */
function readGates(typed: ReadonlyMap<string, string>, state: RequestState, problems: Map<string, string>): Pick<AnswerDetails, 'gates'> {
  const gates = gateNames.flatMap((gate) => {
    const seen = typed.get(`waive_${gate}`);
    return seen === undefined ? [] : [{ gate, seen: seen.slice(0, 40) }];
  });
  if (gates.length > 0) return { gates };
  if (gatesInTheWay(state).length > 1) problems.set('waive', 'Choose at least one gate.');
  return {};
}
