import { limitOf, type Field, type Section } from '#contexts/intake/domain/form/field.ts';
import { isAsked, isKind, kindsAsked } from '#contexts/intake/domain/form/asked-of.ts';
import { checkBox, radioGroup, selectField, textArea, textField, type FieldParts } from '#html/fields.ts';
import type { FormValues, FormView } from '#contexts/intake/pages/form/form-view.ts';
import { html, type Html } from '#html/markup.ts';
import { releaseOptions } from '#contexts/intake/pages/form/release-options.ts';

/** Fields of the page, under the names that they have there. */
export type Asked = readonly (readonly [name: string, field: Field])[];

interface Filled {
  values: FormValues;
  view: FormView;
}

export function askedIn(section: Section, fields: ReadonlyMap<string, Field>, prefix = ''): Asked {
  return [...fields].filter(([, field]) => field.section === section).map(([name, field]) => [`${prefix}${name}`, field] as const);
}

/** One below the other; those of half a row two by two. */
export function ask(asked: Asked, filled: Filled): Html {
  return html`${inRows(asked).map((row) => {
    const controls = row.map(([name, field]) => html`${ofKinds(name, field, filled)}\n`);
    return row[0]?.[1].half === true ? html`<div class="two">\n${controls}</div>\n` : html`${controls}`;
  })}`;
}

/** The same inside a part that is itself of those kinds alone. */
export function askWithin(asked: Asked, filled: Filled): Html {
  return ask(
    asked.map(([name, { only: _of, ...field }]) => [name, field] as const),
    filled,
  );
}

function inRows(asked: Asked): Asked[] {
  const rows: (readonly [string, Field])[][] = [];
  for (const one of asked) {
    const last = rows.at(-1);
    if (last !== undefined && one[1].half === true && last[0]?.[1].half === true) last.push(one);
    else rows.push([one]);
  }
  return rows;
}

function ofKinds(name: string, field: Field, filled: Filled): Html {
  const asked = control(name, field, filled);
  return field.only === undefined ? asked : html`<div${forKinds(name, filled.view)}>${asked}</div>`;
}

/** What the kind does not ask is in the page all the same: what was typed there stays, and a script shows it when the kind is chosen. */
export function forKinds(name: string, { fields }: Pick<FormView, 'fields'>): Html {
  const kind = fields.get('kind');
  const isShown = isKind(kind) && isAsked(name, kind);
  return html` data-for="${kindsAsked(name).join(' ')}"${isShown ? undefined : html` hidden`}`;
}

function control(name: string, field: Field, { values, view }: Filled): Html {
  const { input } = field;
  const parts = { ...wordsOf(field, view), ...valueOf(name, field, values) };
  switch (input.as) {
    case 'line':
      return textField({ ...parts, ...input, ...limitOf(field) });
    case 'area':
      return textArea({ ...parts, ...input });
    case 'tick':
      return checkBox({ ...parts, ...values.tick(name) });
    case 'choice': {
      const options = withChosen(parts.value, Object.entries(input.labels));
      return input.inView === true ? radioGroup({ ...parts, options }) : selectField({ ...parts, options });
    }
    case 'release':
      return view.releases.length === 0
        ? textField({ ...parts, ...limitOf(field) })
        : selectField({ ...parts, options: withChosen(parts.value, releaseOptions(parts.value, view)) });
    case 'backend':
      return selectField({ ...parts, options: withChosen(parts.value, backendOptions(view)) });
  }
}

function wordsOf({ label, hint, hintFor, required }: Field, view: FormView): Pick<FieldParts, 'label' | 'hint' | 'required'> {
  const shown = hintFor === undefined ? hint : hintOfKinds(hint, hintFor, view);
  return { label, ...(shown === undefined ? {} : { hint: shown }), ...(required === undefined ? {} : { required }) };
}

function valueOf(name: string, { otherwise, forGroup }: Field, values: FormValues): ReturnType<FormValues['field']> {
  const own = values.field(name, otherwise);
  return forGroup === true ? { ...own, problem: own.problem ?? values.problem(name.replace(/\.[^.]+$/, '')) } : own;
}

/** A script shows those of the chosen kind. */
function hintOfKinds(hint: string | undefined, hints: NonNullable<Field['hintFor']>, { fields }: FormView): Html {
  const chosen = fields.get('kind');
  return html`${hint}${Object.entries(hints).map(([kind, text]) => html`<span data-for="${kind}"${kind === chosen ? undefined : html` hidden`}> ${text}</span>`)}`;
}

type Options = readonly (readonly [value: string, label: string])[];

/** What was chosen is among them, also where it is none of them (any more): a list would silently choose another. */
function withChosen(chosen: string, options: Options): Options {
  return chosen === '' || options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen]];
}

function backendOptions({ backends, defaultBackend }: FormView): Options {
  return [['', `The usual one (${defaultBackend})`], ...backends.map((slug) => [slug, slug] as const)];
}
