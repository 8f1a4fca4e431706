import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { noteSeen } from '../note-seen.ts';
import { everyEntry } from '#contexts/access/app/audit/read.ts';
import { auditRow } from '#contexts/access/contracts/audit-row.ts';
import { auditAsked, auditListFilter } from '#contexts/access/pages/audit-filter.ts';
import { readFilter } from '#html/filter/read.ts';
import { drained } from '#doors/drained.ts';
import { csvHead, csvLine } from '#products/rehearsal/pages/audit-csv.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const auditExport: Page = {
  guarded: { paths: ['/audit/export.csv', '/audit/export.json'], permission: 'audit.read' },
  filter: auditListFilter,
  listPath: '/audit',
  readsAll: () => true,
  serve: exportAudit,
};

/** Whoever wants more takes it by time. */
const MOST = 50_000;

/** W5. All that fits, newest first, written as fast as it is taken: nobody holds it all. */
async function exportAudit(
  { system, newId }: PageDependencies,
  _send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const isCsv = url.pathname.endsWith('.csv');
  if (response.req.method !== 'HEAD') await noteSeen({ system, newId }, viewer, { how: isCsv ? 'csv' : 'json', url });
  response.writeHead(200, {
    'content-type': isCsv ? 'text/csv; charset=utf-8' : 'application/json',
    'content-disposition': `attachment; filename="audit.${isCsv ? 'csv' : 'json'}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  if (response.req.method === 'HEAD') return void response.end();
  const write = async (text: string): Promise<void> => {
    if (response.destroyed) throw new Error('the reader has gone');
    if (!response.write(text)) await drained(response);
  };
  await write(isCsv ? csvHead() : '[');
  let before = '\n';
  for await (const entry of everyEntry(system.store, auditAsked(readFilter(auditListFilter, url.searchParams).values), MOST)) {
    await write(isCsv ? csvLine(auditRow(entry)) : `${before}${JSON.stringify(auditRow(entry))}`);
    before = ',\n';
  }
  response.end(isCsv ? '' : '\n]\n');
}
