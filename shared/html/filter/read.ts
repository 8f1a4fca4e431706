import { dayOrInstant } from '#kernel/day-or-instant.ts';
import { clip } from '#html/text.ts';
import type { Filter, FilterField, FilterFields, FilterValues } from '#html/filter/field.ts';

/** What an address asks for. Where there is a problem, nothing is listed: the list would be taken for the answer. */
export interface Asked<F extends FilterFields = FilterFields> {
  values: FilterValues<F>;
  /** As it was typed; what was left empty is not there. */
  typed: URLSearchParams;
  /** By the name of the field; of what the form has no field for, by the name in the address. */
  problems: ReadonlyMap<string, string>;
}

/** Where a list goes on; what was said of the last action; the key of who has just signed in. */
const ALWAYS = new Set(['after', 'told', 'key']);

const MOST_TYPED = 500;

/** W8. The one reader of filters. */
export function readFilter<F extends FilterFields>(filter: Pick<Filter<F>, 'fields' | 'noun'>, query: URLSearchParams): Asked<F> {
  const { fields } = filter;
  const typed = new URLSearchParams();
  const problems = new Map<string, string>();
  const values: Record<string, string | number> = {};
  for (const [name, field] of Object.entries(fields)) {
    const text = clip((query.get(name) ?? '').trim(), MOST_TYPED);
    if (text === '') continue;
    typed.set(name, text);
    const value = valueOf(field, text);
    if (value === undefined) problems.set(name, problemOf(field, text));
    else values[name] = value;
  }
  for (const name of query.keys()) if (!isKnown(name, fields)) problems.set(name, unknownName(filter, name));
  if (!problems.has('until') && isReversed(values)) problems.set('until', 'It is before the beginning.');
  return { values: values as FilterValues<F>, typed, problems };
}

/** The form of what is well known to be right. */
export function askedFor(values: Readonly<Record<string, string | number | undefined>>): Pick<Asked, 'typed' | 'problems'> {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return { typed: new URLSearchParams(given), problems: new Map() };
}

function isKnown(name: string, fields: FilterFields): boolean {
  return ALWAYS.has(name) || Object.hasOwn(fields, name);
}

function valueOf(field: FilterField, text: string): string | number | undefined {
  switch (field.kind) {
    case 'text':
      return text.length <= field.max && field.fits?.(text) !== false ? text : undefined;
    case 'choice':
      return field.options.find(([value]) => value === text)?.[0];
    case 'time':
      return dayOrInstant(text, field.toEnd);
    case 'number': {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
      return number >= field.least && number <= field.most ? number : undefined;
    }
  }
}

function problemOf(field: FilterField, text: string): string {
  const { kind, label } = field;
  switch (kind) {
    case 'text':
      return text.length > field.max ? `It has more than ${field.max} characters.` : `It must be ${field.meant ?? 'something else'}.`;
    case 'choice':
      return `There is no ${label.toLowerCase()} “${clip(text, 40)}”. There are: ${field.options.map(([value]) => value).join(', ')}.`;
    case 'time':
      return 'It must be a day or an instant, such as 2026-11-30 or 2026-11-30T08:00Z.';
    case 'number':
      return `It must be a number from ${field.least} to ${field.most}.`;
  }
}

function unknownName({ noun, fields }: Pick<Filter, 'fields' | 'noun'>, name: string): string {
  const all = Object.keys(fields);
  return `${noun} has no filter “${clip(name, 40)}”. ${all.length === 0 ? 'It has none' : `It has: ${all.join(', ')}`}.`;
}

function isReversed({ since, until }: Record<string, string | number>): boolean {
  return typeof since === 'number' && typeof until === 'number' && since > until;
}
