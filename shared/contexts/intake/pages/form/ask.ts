import { limitOf, type Field, type Section } from '#contexts/intake/domain/form/field.ts';
import { checkBox, selectField, textArea, textField, type FieldParts } from '#html/fields.ts';
import type { FormValues, FormView } from '#contexts/intake/pages/form/form-view.ts';
import { html, type Html } from '#html/markup.ts';
import { distanceText } from '#html/times.ts';

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
    const controls = row.map(([name, field]) => html`${control(name, field, filled)}\n`);
    return row[0]?.[1].half === true ? html`<div class="two">\n${controls}</div>\n` : html`${controls}`;
  })}`;
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

function control(name: string, field: Field, { values, view }: Filled): Html {
  const { input } = field;
  const parts = { ...wordsOf(field), ...valueOf(name, field, values) };
  switch (input.as) {
    case 'line':
      return textField({ ...parts, ...input, ...limitOf(field) });
    case 'area':
      return textArea({ ...parts, ...input });
    case 'tick':
      return checkBox({ ...parts, ...values.tick(name) });
    case 'choice':
      return selectField({ ...parts, options: Object.entries(input.labels) });
    case 'release':
      return view.releases.length === 0
        ? textField({ ...parts, ...limitOf(field) })
        : selectField({ ...parts, options: releaseOptions(parts.value, view) });
    case 'backend':
      return selectField({ ...parts, options: backendOptions(view) });
  }
}

function wordsOf({ label, hint, required }: Field): Pick<FieldParts, 'label' | 'hint' | 'required'> {
  return { label, ...(hint === undefined ? {} : { hint }), ...(required === undefined ? {} : { required }) };
}

function valueOf(name: string, { otherwise, forGroup }: Field, values: FormValues): ReturnType<FormValues['field']> {
  const own = values.field(name, otherwise);
  return forGroup === true ? { ...own, problem: own.problem ?? values.problem(name.replace(/\.[^.]+$/, '')) } : own;
}

type Options = readonly (readonly [value: string, label: string])[];

function releaseOptions(chosen: string, { releases, when }: FormView): Options {
  const coming = releases.filter(({ hardCutoff, name }) => hardCutoff > when.now || name === chosen);
  return [
    ['', 'None named'],
    ...coming.map(
      ({ name, hardCutoff, estimated }) =>
        [name, `${name}${estimated ? ' (estimate)' : ''}, cut ${distanceText(hardCutoff, when.now)}`] as const,
    ),
  ];
}

function backendOptions({ backends, defaultBackend }: FormView): Options {
  return [['', `The usual one (${defaultBackend})`], ...backends.map((slug) => [slug, slug] as const)];
}
