import type { RecordFault } from '#kernel/check-record.ts';
import { append } from '#kernel/lists.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import type { Operated, Operation } from '#products/rehearsal/app/operations/define.ts';
import { checkTimeline } from '#products/rehearsal/app/timeline-chain.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Z4: one request, or all, newest first and a page at a time, with the first page whatever else has a timeline: only what is not as it was written is listed. */
export const requestsCheck: Operation<'requests_check'> = async (system, _, { id, after, limit = 50 }) => {
  if (id !== undefined) return checkRequest(system, id);
  const start = after === undefined ? {} : { after };
  const found = await system.store.query({ index: 'requestsNewestFirst', equal: {}, limit, ...start });
  const rows: OperationRow[] = [];
  for (const { document } of found) append(rows, ((await checkTimeline(system, document.id)) ?? []).map(faultRow(document.id)));
  const last = found.length < limit ? undefined : found.at(-1)?.document;
  const next = last === undefined ? {} : { next: { value: last.submittedAt, id: last.id } };
  const others = after === undefined ? await checkOthers(system) : [];
  for (const { name, faults } of others) append(rows, faults.map(faultRow(name)));
  const changed = new Set(rows.map((row) => row['id'])).size;
  const besides = others.length === 0 ? {} : { others: others.length };
  return { done: { facts: { checked: found.length, ...besides, changed }, rows, ...next, ...amissIf(rows) } };
};

/** Z4: whether a request and its past are as they were written. */
async function checkRequest(system: System, id: string): Promise<Operated> {
  const [faults, document] = await Promise.all([checkTimeline(system, id), system.store.get({ collection: 'requests', id })]);
  if (faults === undefined || document === undefined) return { refused: 'not_found', detail: `there is no request ${id}` };
  const { version, chainHead } = document;
  const facts = { id, entries: version, whole: faults.length === 0, hash: chainHead ?? '' };
  return { done: { facts, rows: faults.map(faultRow(id)), ...amissIf(faults) } };
}

/** A script that only looks at the exit code must not take a changed record for a whole one. */
function amissIf(faults: readonly unknown[]): { amiss?: true } {
  return faults.length > 0 ? { amiss: true } : {};
}

const words: Record<RecordFault['fault'], string> = {
  missing: 'this entry is missing, or entries stand in another order',
  changed: 'this entry, or the state that it is tied to, was changed',
  unchained: 'this entry is not tied to the one before it',
  not_the_newest: 'the newest entry is not the one that the request names',
  not_its_fold: 'what is stored is not what its timeline says; it differs in',
};

function faultRow(id: string): (fault: RecordFault) => OperationRow {
  return (fault) => {
    const fields = fault.fault === 'not_its_fold' ? ` ${fault.fields.join(', ')}` : '';
    return { id, entry: fault.version, what: `${words[fault.fault]}${fields}` };
  };
}
