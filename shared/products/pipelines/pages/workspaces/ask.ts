import { hiddenFields } from '#contexts/access/pages/asking/ask-form.ts';
import { askPath, type AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { ShownWorkspace } from '#products/pipelines/pages/workspaces/shown.ts';
import { checkBox, selectField, textArea, textField } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';

/** K4, O4. Which actions are to run: those that are known here to be chosen, others by name; what would become of them is shown before anything is made. */
export function askActions(ask: AskView, { workspace, backends, backend, outcomes }: ShownWorkspace): Html | undefined {
  if (workspace.archived !== undefined || backend === undefined) return undefined;
  if (ask.refused !== undefined) return card(html`<p class="quiet">${ask.refused}</p>`);
  const boxes = outcomes.map(({ action }, n) =>
    checkBox({ name: 'actions', key: `action-${n}`, label: action, value: action, checked: false }),
  );
  const known = boxes.length === 0 ? undefined : html`<fieldset><legend>Actions</legend><div class="choices">${boxes}</div></fieldset>`;
  const label = boxes.length === 0 ? 'Actions' : 'Other actions';
  return card(html`<form method="post" action="${askPath}${ask.operation}">${hiddenFields({ ...ask, needs: ['actions'] })}
${known}${textArea({ name: 'actions', label, value: '', rows: 2, mono: true, hint: 'Names as in project.yaml, one a line; run_all for all of them.', required: 'sometimes' })}
${selectField({ name: 'backend', label: 'Backend', value: backend, options: backends.map((slug) => [slug, slug]), required: true })}
${textField({ name: 'commit', label: 'Commit', value: '', hint: `All 40 digits; the newest of ${workspace.branch} where it is left out.`, max: 40, className: 'mono' })}
${checkBox({ name: 'force', label: 'Run again what has succeeded', checked: false })}
<div class="buttons"><button>${ask.words.label}</button></div></form>`);
}

function card(inside: Html): Html {
  return html`<section class="card" aria-labelledby="ask"><h2 id="ask">Run actions</h2>${inside}</section>`;
}
