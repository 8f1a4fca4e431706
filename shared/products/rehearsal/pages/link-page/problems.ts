import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { Refusal } from '#products/rehearsal/domain/decision.ts';
import { isShown } from '#products/rehearsal/pages/link-page/field-kinds.ts';
import { askingOf, type LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { ended } from '#html/text.ts';

/** What a decision cannot do without, by field. The domain decides; this only says it beside the field. */
export function missingFields(view: LinkView, typed: ReadonlyMap<string, string>): Map<string, string> {
  const problems = new Map<string, string>();
  const isEmpty = (name: string): boolean => (typed.get(name) ?? '').trim() === '';
  const { needs, fields = [] } = actionKinds[view.action];
  if (needs !== undefined && isEmpty('comment')) problems.set('comment', 'Please fill this in.');
  for (const field of fields)
    if ('missing' in field && field.missing !== undefined && isEmpty(field.name) && isShown(field, askingOf(view)))
      problems.set(field.name, field.missing);
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
  gates_fallen: 'Nothing is lost: this link and its code still work, and you can decide as soon as all gates hold again.',
  gates_changed: 'Nothing was waived: you now see how things stand.',
  host_unreachable: 'Nothing is lost: this link and its code still work. Try again in a few minutes.',
};

export function refusalText({ code, message }: Refusal): Map<string, string> {
  const more = nothingLost[code];
  return new Map([[fieldOfCode[code] ?? '', `Not done: ${ended(message)}${more === undefined ? '' : ` ${more}`}`]]);
}
