import { actionRules } from '#domain/request/questions.ts';
import type { Refusal } from '#domain/request/decision.ts';
import { needsOverride } from '#domain/request/judgements.ts';
import { jobAsked, type LinkView } from '#pages/link-page/link-view.ts';
import { sentence } from '#pages/text.ts';

/** What a decision cannot do without, by field. The domain decides; this only says it beside the field. */
export function missingFields(view: LinkView, typed: ReadonlyMap<string, string>): Map<string, string> {
  const { action } = view;
  const problems = new Map<string, string>();
  const isEmpty = (name: string): boolean => (typed.get(name) ?? '').trim() === '';
  if (actionRules[action].needs !== undefined && isEmpty('comment')) problems.set('comment', 'This is needed.');
  if (action === 'approve' && needsOverride(jobAsked(view)) && isEmpty('overrideReason'))
    problems.set('overrideReason', 'The output is not as expected: say why it is good all the same.');
  if (action === 'continue' && isEmpty('pullRequest')) problems.set('pullRequest', 'Give the address of the pull request.');
  if (action === 'take_over' && isEmpty('takeOver')) problems.set('takeOver', 'Choose the request.');
  if (action === 'defer' && isEmpty('release')) problems.set('release', 'Name the release.');
  return problems;
}

const fieldOfCode: Partial<Record<Refusal['code'], string>> = {
  comment_missing: 'comment',
  override_missing: 'overrideReason',
  gates_changed: 'waive',
  not_waivable: 'waive',
};

/** G9. */
const nothingLost: Partial<Record<Refusal['code'], string>> = {
  gates_fallen: 'Nothing is lost: this link and its code stay usable, and you can decide as soon as all gates hold again.',
  gates_changed: 'Nothing was waived: what you see now is how it stands.',
  host_unreachable: 'Nothing is lost: this link and its code stay usable. Try again in a few minutes.',
};

export function refusalText({ code, message }: Refusal): Map<string, string> {
  const more = nothingLost[code];
  return new Map([[fieldOfCode[code] ?? '', `${sentence(message)}${more === undefined ? '' : ` ${more}`}`]]);
}
