import type { AuditEntry } from '#contexts/access/domain/audit/entry.ts';
import type { AuditFilter } from '#contexts/access/domain/audit/filter.ts';
import { filterQuery } from '#contexts/access/domain/audit/parameters.ts';
import { auditListFilter } from '#contexts/access/pages/audit-filter.ts';
import type { PageContent } from '#html/document.ts';
import { tag } from '#html/elements.ts';
import { filterForm } from '#html/filter/form.ts';
import type { Asked } from '#html/filter/read.ts';
import { html, type Html } from '#html/markup.ts';
import { instant, type When } from '#html/times.ts';

interface AuditView {
  filter: AuditFilter;
  asked: Asked;
  entries: readonly AuditEntry[];
  /** Cursor of the next page. */
  next?: string | undefined;
  /** So many entries were looked at, and more may fit behind them. */
  looked?: number | undefined;
  when: When;
  /** Path of a process's own page, where it has one. */
  pathOf: (on: AuditEntry['on']) => string | undefined;
}

/** W5. Who did what, on what, from where, and what let them. */
export function auditPage(view: AuditView): PageContent {
  const { filter, asked, entries, next, looked } = view;
  const query = filterQuery(filter);
  const rest = next === undefined ? undefined : `/audit?${withCursor(query, next)}`;
  const list = entries.length === 0 ? html`<p>${empty(filter)}</p>` : html`<ol class="rows">${entries.map((one) => item(one, view))}</ol>`;
  const body = html`${filterForm(auditListFilter, { path: '/audit', asked })}
<section class="card" aria-labelledby="entries"><h2 id="entries">Entries, newest first</h2>
${list}${looked === undefined ? undefined : html`<p>${looked} entries were looked at; there may be more that fit behind them.</p>`}
${rest === undefined ? undefined : html`<p><a rel="next" href="${rest}">Older entries</a></p>`}
<p>Take all that fit with you: <a href="/audit/export.csv?${query}">CSV</a>, <a href="/audit/export.json?${query}">JSON</a>.</p>
<p class="quiet small">Who reads or exports this log is an entry of it, too. Entries from before it was kept say who did it, but not what let them.</p></section>`;
  return { title: auditListFilter.title, body };
}

function withCursor(query: string, next: string): string {
  const fields = new URLSearchParams(query);
  fields.set('after', next);
  return fields.toString();
}

function empty(filter: AuditFilter): string {
  return filterQuery(filter) === '' ? 'Nothing has been done yet.' : 'No entry fits. Take something out of the search.';
}

const tones = { done: 'plain', denied: 'bad', failed: 'wait' } as const;

function item(entry: AuditEntry, { when, pathOf }: AuditView): Html {
  const { at, who, actedFor, command, on, outcome, denied } = entry;
  const path = pathOf(on);
  const named = `${on.kind} ${on.id}`;
  const times = denied !== undefined && denied.times > 1 ? html` (${denied.times} times)` : undefined;
  const what = denied === undefined ? html`<code>${command}</code>` : html`<code>${denied.permission}</code>${times}`;
  return html`<li><p>${outcome === 'done' ? undefined : html`${tag(outcome, tones[outcome])} `}<strong dir="auto">${who}</strong>${actedFor === undefined ? undefined : html` for <strong dir="auto">${actedFor}</strong>`}: ${what} on ${path === undefined ? named : html`<a href="${path}">${named}</a>`}</p>
<p class="quiet small">${instant(at, when)}${from(entry)}</p></li>`;
}

function from({ door, session, token, permission, because, trace }: AuditEntry): Html | undefined {
  if (door === '') return undefined;
  const key = token === undefined ? (session === undefined ? '' : ` ${session}`) : ` ${token}`;
  const right = permission === undefined ? '' : `; ${permission}`;
  const why = because === undefined ? '' : ` as ${because.role} (${because.at}, ${because.from})`;
  return html`, by ${door}${key}${right}${why}${trace === undefined ? undefined : html`; <a href="/traces/${trace}">trace ${trace.slice(0, 8)}</a>`}`;
}
