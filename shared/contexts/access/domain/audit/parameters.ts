import type { AuditFilter } from '#contexts/access/domain/audit/filter.ts';

/** The address of a filter, without the page that it goes on at. */
export function filterQuery(filter: AuditFilter): string {
  const { since, until, ...texts } = filter;
  const fields = new URLSearchParams(Object.entries(texts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  if (since !== undefined) fields.set('since', new Date(since).toISOString());
  if (until !== undefined) fields.set('until', new Date(until).toISOString());
  return fields.toString();
}
