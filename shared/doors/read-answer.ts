import { wordsProblem } from '#contexts/intake/domain/text.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { AnswerDetails } from '#products/rehearsal/domain/commands.ts';
import type { Reading } from '#products/rehearsal/domain/fields/define.ts';
import type { Action } from '#products/rehearsal/domain/questions.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { editableFields } from '#doors/read-edits.ts';
import { readField } from '#doors/read-field.ts';

export interface ReadDetails {
  details: AnswerDetails;
  /** All at once, by field name. */
  problems: Map<string, string>;
}

/** X2: the one schema of the small forms. What does not exist, or cannot be shown as it is, is told beside its field, and nothing of it is kept. Whatever else was sent is not read. */
export function readDetails(action: Action, typed: ReadonlyMap<string, string>, at: Reading): ReadDetails {
  const problems = new Map<string, string>();
  const comment = (typed.get('comment') ?? '').trim();
  const problem = comment === '' ? undefined : wordsProblem(comment);
  if (problem !== undefined) problems.set('comment', problem);
  const { fields = [] } = actionKinds[action];
  const read = fields.map((field) => readField(field, typed, at, problems));
  const details = read.reduce<AnswerDetails>((all, one) => ({ ...all, ...one }), { comment });
  return { details, problems };
}

/** What stands in the form before anybody typed. */
export function fieldsBefore(action: Action, state: Requested, documentUrl: string): Map<string, string> {
  const { fields = [] } = actionKinds[action];
  return fields.some(({ kind }) => kind === 'edits') ? editableFields(state, documentUrl) : new Map<string, string>();
}
