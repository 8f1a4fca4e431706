import { auditOutcomes } from '#contexts/access/domain/audit/entry.ts';
import type { AuditFilter } from '#contexts/access/domain/audit/filter.ts';
import { choiceFilter, sinceFilter, textFilter, untilFilter, type Filter, type FilterValues } from '#html/filter/field.ts';

const long = { max: 200 };

const fields = {
  who: textFilter('Who', { ...long, hint: 'Such as person:ana or operator:olga' }),
  command: textFilter('Command', long),
  permission: textFilter('Permission', long),
  kind: textFilter('On what', { ...long, hint: 'Such as request, backend, account' }),
  id: textFilter('Its id', long),
  outcome: choiceFilter(
    'Outcome',
    auditOutcomes.map((one) => [one, one] as const),
  ),
  since: sinceFilter('From'),
  until: untilFilter('Until'),
};

/** W5. What an address of the audit log can ask for. */
export const auditListFilter: Filter<typeof fields> = {
  title: 'Audit log',
  noun: 'The audit log',
  label: 'Search the audit log',
  button: 'Search',
  fields,
};

/** A bare id is a person’s. */
export function auditAsked({ who, ...others }: FilterValues<typeof fields>): AuditFilter {
  return { ...others, ...(who === undefined ? {} : { who: who.includes(':') || who === 'contributor' ? who : `person:${who}` }) };
}
