import type { GateName } from '#domain/request/gates.ts';
import { hindrancesOf, printOf } from '#domain/request/hindrances.ts';
import { checkBox, idOf } from '#pages/fields.ts';
import { html, type Html } from '#pages/html.ts';
import type { Typed } from '#pages/link-page/action-fields.ts';
import type { LinkView } from '#pages/link-page/link-view.ts';
import { inTheWay } from '#pages/waivers.ts';

/** The field of one gate; its value says as what it was seen. */
export function waiveField(gate: GateName): string {
  return `waive_${gate}`;
}

/** G7: whoever waives says of which gate, and has read all that it is kept by. One alone needs no choice. */
export function waiveFields({ state }: Pick<LinkView, 'state'>, { values, problems }: Pick<Typed, 'values' | 'problems'>): Html {
  const gates = inTheWay(state);
  const only = gates.filter(({ never }) => never === undefined).length === 1 && gates.length === 1;
  const problem = problems.get('waive');
  return html`<fieldset id="${idOf('waive')}" class="choice"><legend>${only ? 'The gate' : 'Which gates are waived?'}</legend>${
    problem === undefined ? undefined : html`<p class="problem">${problem}</p>`
  }${gates.map(({ gate, name, what, more, never }) => {
    const field = waiveField(gate.gate);
    const value = printOf(hindrancesOf(gate));
    const hint = [what, more, never].filter(Boolean).join(' ');
    if (never !== undefined) return html`<p><strong>${name}</strong>: ${hint}</p>`;
    if (only) return html`<input type="hidden" name="${field}" value="${value}"><p dir="auto"><strong>${name}</strong>: ${hint}</p>`;
    // What has changed since it was ticked is to be read again.
    return checkBox({ name: field, label: name, hint, value, checked: values.get(field) === value });
  })}</fieldset>\n`;
}
