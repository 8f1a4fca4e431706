import { numberFilter, textFilter, type Filter } from '#html/filter/field.ts';
import { readFilter } from '#html/filter/read.ts';

const fields = {
  from: numberFilter('From', 0, 9_999),
  trace: textFilter('Trace', { isHidden: true }),
};

export const stepsFilter: Filter<typeof fields> = { title: 'What came of it', noun: 'This page', label: 'Steps', button: 'Show', fields };

/** `?from=`: which of many steps a page begins with; `?trace=`: those of one. */
export function stepsAsked({ searchParams }: URL): { from: number; trace?: string } {
  const { from = 0, trace } = readFilter(stepsFilter, searchParams).values;
  return { from, ...(trace === undefined ? {} : { trace }) };
}
