import { askForm, hiddenFields } from '#contexts/access/pages/asking/ask-form.ts';
import { askPath, type AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { isOver } from '#contexts/plans/domain/step.ts';
import type { ShownRun } from '#products/pipelines/domain/shown/run.ts';
import { html, type Html } from '#html/markup.ts';

/** O5. All of it, or those that were chosen in the list: their boxes belong to the form `cancel`. Whoever may not is told why. */
export function cancelForms(ask: AskView, { run, actions }: ShownRun): Html | undefined {
  if (run.ended !== undefined || run.cancelled !== undefined) return undefined;
  const whole = { ...ask, fields: [], words: { ...ask.words, label: 'Cancel the whole run' } };
  const some =
    ask.refused === undefined && actions.some(({ step }) => !isOver(step.state))
      ? html`<form method="post" action="${askPath}${ask.operation}" id="cancel">${hiddenFields({ ...ask, form: `${ask.form}-some`, needs: ['actions'] })}<button class="quiet">Cancel the chosen actions</button></form>`
      : undefined;
  return html`<details><summary>Cancel</summary><p>${ask.words.sure}</p><div class="asks">${some}${askForm(whole)}</div></details>`;
}
