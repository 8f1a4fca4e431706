import type { Asking } from '#products/rehearsal/domain/fields/define.ts';
import { gateField } from '#products/rehearsal/domain/fields/names.ts';
import { hindrancesOf, printOf } from '#contexts/gates/domain/hindrances.ts';
import { checkBox, idOf } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import type { Typed } from '#html/typed.ts';
import { inTheWay } from '#products/rehearsal/pages/waivers.ts';

/** G7: whoever waives says of which gate, and has read all that it is kept by. One alone needs no choice. */
export function waiveFields({ state }: Pick<Asking, 'state'>, { values, problems }: Pick<Typed, 'values' | 'problems'>): Html {
  const gates = inTheWay(state);
  const only = gates.filter(({ never }) => never === undefined).length === 1 && gates.length === 1;
  const problem = problems.get('waive');
  return html`<fieldset id="${idOf('waive')}" class="choice"><legend>${only ? 'The gate' : 'Which gates are waived?'}</legend>${
    problem === undefined ? undefined : html`<p class="problem">${problem}</p>`
  }${gates.map(({ gate, name, what, more, never }) => {
    const field = gateField(gate.gate);
    const value = printOf(hindrancesOf(gate));
    const hint = [what, more, never].filter(Boolean).join(' ');
    if (never !== undefined) return html`<p><strong>${name}</strong>: ${hint}</p>`;
    if (only) return html`<input type="hidden" name="${field}" value="${value}"><p dir="auto"><strong>${name}</strong>: ${hint}</p>`;
    // What has changed since it was ticked is to be read again.
    return checkBox({ name: field, label: name, hint, value, checked: values.get(field) === value });
  })}</fieldset>\n`;
}
