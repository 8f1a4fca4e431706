import { auditOutcomes } from '#contexts/access/domain/audit/entry.ts';
import type { AuditFilter } from '#contexts/access/domain/audit/filter.ts';
import { DAY, type Instant } from '#kernel/time.ts';

/** What an address can ask for; `since` and `until` are days or instants, by UTC. */
export const auditParameters = ['who', 'permission', 'command', 'kind', 'id', 'outcome', 'since', 'until'] as const;

/** As it was typed into the form, or stands in a link. What cannot be read is left out: the form shows what was. */
export function filterIn(read: (name: (typeof auditParameters)[number]) => string | null): AuditFilter {
  const text = (name: (typeof auditParameters)[number]): string | undefined => {
    const given = read(name)?.trim().slice(0, 200);
    return given === undefined || given === '' ? undefined : given;
  };
  const who = text('who');
  return {
    who: who === undefined || who.includes(':') || who === 'contributor' ? who : `person:${who}`,
    permission: text('permission'),
    command: text('command'),
    kind: text('kind'),
    id: text('id'),
    outcome: auditOutcomes.find((one) => one === text('outcome')),
    since: instantIn(text('since'), 0),
    until: instantIn(text('until'), DAY - 1),
  };
}

const MEANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z)?$/;

function instantIn(text: string | undefined, toEnd: number): Instant | undefined {
  const at = text !== undefined && MEANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at + (text?.includes('T') === true ? 0 : toEnd);
}

/** The address of a filter, without the page that it goes on at. */
export function filterQuery(filter: AuditFilter): string {
  const { since, until, ...texts } = filter;
  const fields = new URLSearchParams(Object.entries(texts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  if (since !== undefined) fields.set('since', new Date(since).toISOString());
  if (until !== undefined) fields.set('until', new Date(until).toISOString());
  return fields.toString();
}
