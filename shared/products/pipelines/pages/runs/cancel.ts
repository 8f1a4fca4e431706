import { askForm, hiddenFields } from '#contexts/access/pages/asking/ask-form.ts';
import { askPath, type AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { isOver } from '#contexts/plans/domain/step.ts';
import type { ShownRun } from '#products/pipelines/domain/shown/run.ts';
import { html, type Html } from '#html/markup.ts';

/** O5. All of it. Whoever may not is told why. */
export function cancelWhole(ask: AskView, run: ShownRun): Html | undefined {
  if (!canEnd(run)) return undefined;
  const whole = { ...ask, fields: [], words: { ...ask.words, label: 'Cancel the whole run' } };
  return html`<details><summary>Cancel</summary><p>${ask.words.sure} Some of its actions are chosen in the list below.</p><div class="asks">${askForm(whole)}</div></details>`;
}

/** Those that were chosen in the list, which it stands under: their boxes belong to the form `cancel`. */
export function cancelChosen(ask: AskView, run: ShownRun): Html | undefined {
  if (!canEnd(run) || ask.refused !== undefined || run.actions.every(({ step }) => isOver(step.state))) return undefined;
  return html`<form method="post" action="${askPath}${ask.operation}" id="cancel">${hiddenFields({ ...ask, form: `${ask.form}-some`, needs: ['actions'] })}<button class="quiet">Cancel the chosen actions</button></form>`;
}

function canEnd({ run }: ShownRun): boolean {
  return run.ended === undefined && run.cancelled === undefined;
}
