import { DAY } from '#kernel/time.ts';

interface Named {
  label: string;
  hint?: string;
  /** It stands in addresses that pages give, and is no field of the form. */
  isHidden?: true;
}

interface TextFilter extends Named {
  kind: 'text';
  max: number;
  /** Whether such a thing can be at all; `meant`: what it must be, as the end of “It must be”. */
  fits?: (text: string) => boolean;
  meant?: string;
}

interface ChoiceFilter<V extends string> extends Named {
  kind: 'choice';
  any: string;
  options: readonly (readonly [value: V, label: string])[];
}

interface TimeFilter extends Named {
  kind: 'time';
  /** What is added to the beginning of a day. */
  toEnd: number;
}

interface NumberFilter extends Named {
  kind: 'number';
  least: number;
  most: number;
}

/** W8. By what a list is filtered: whatever cannot be read as such is said beside the field. */
export type FilterField = TextFilter | ChoiceFilter<string> | TimeFilter | NumberFilter;

/** By the names that stand in the address, in the order of the form. */
export type FilterFields = Readonly<Record<string, FilterField>>;

/** A list as its form names it. */
export interface Filter<F extends FilterFields = FilterFields> {
  /** Title of the page. */
  title: string;
  /** Of what is searched, as the beginning of a sentence. */
  noun: string;
  /** The form’s, for those who hear it; the button’s. */
  label: string;
  button: string;
  fields: F;
}

type Value<F extends FilterField> = F extends TextFilter ? string : F extends ChoiceFilter<infer V> ? V : number;

export type FilterValues<F extends FilterFields> = { [N in keyof F]?: Value<F[N]> };

type Also = Omit<Named, 'label'>;

export function textFilter(label: string, also: Also & Partial<Pick<TextFilter, 'max' | 'fits' | 'meant'>> = {}): TextFilter {
  return { kind: 'text', label, max: 100, ...also };
}

export function choiceFilter<V extends string>(
  label: string,
  options: ChoiceFilter<V>['options'],
  also: Also & { any?: string } = {},
): ChoiceFilter<V> {
  return { kind: 'choice', label, options, any: 'Any', ...also };
}

export function sinceFilter(label: string): TimeFilter {
  return { kind: 'time', label, toEnd: 0, hint: 'A day, such as 2026-12-01' };
}

export function untilFilter(label: string): TimeFilter {
  return { kind: 'time', label, toEnd: DAY - 1 };
}

/** Of addresses that pages give. */
export function numberFilter(label: string, least: number, most: number): NumberFilter {
  return { kind: 'number', label, least, most, isHidden: true };
}
