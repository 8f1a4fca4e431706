import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { idOf, textArea, textField } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import { drawField, isShown } from '#products/rehearsal/pages/link-page/field-kinds.ts';
import { askingOf, type LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { typedIn, type Typed } from '#html/typed.ts';

/** Every field of this action's form, the code first: it is in the mail that was just read. */
export function actionFields(view: LinkView, typed: Typed): Html {
  const asking = askingOf(view);
  const { needs, fields = [] } = actionKinds[view.action];
  const comment = textArea({ ...typedIn(typed, 'comment'), label: needs ?? 'Comment', required: needs !== undefined, rows: 3 });
  return html`${proofField(view, typed)}${comment}${fields.map((field) => (isShown(field, asking) ? drawField(field, asking, typed) : undefined))}`;
}

export function problemSummary({ problems }: Typed): Html | undefined {
  if (problems.size === 0) return undefined;
  return html`<div class="note bad" role="alert"><p><strong>Nothing has been decided yet:</strong></p><ul>${[...problems].map(
    ([field, problem]) => html`<li>${field === '' ? problem : html`<a href="#${idOf(field)}">${problem}</a>`}</li>`,
  )}</ul></div>`;
}

/** What proves who answers: the code of the mail, or, of somebody who is signed in, that the form is theirs. */
export function proofField({ signedIn }: Pick<LinkView, 'signedIn'>, typed: Typed, key = 'code'): Html {
  return signedIn === undefined ? codeField(typed, key) : html`<input type="hidden" name="form" value="${signedIn.form}">`;
}

function codeField(typed: Typed, key: string): Html {
  return textField({
    ...typedIn(typed, 'code'),
    key,
    label: 'Confirmation code',
    hint: 'The six digits in the mail with this link.',
    className: 'code',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    max: 20,
    required: true,
  });
}
