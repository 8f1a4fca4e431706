import { append } from '#kernel/lists.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { ChainFault } from '#products/rehearsal/domain/chain.ts';
import type { Operated, Operation } from '#products/rehearsal/app/operations/define.ts';
import { checkTimeline } from '#products/rehearsal/app/timeline-chain.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Z4: one request, or all, newest first and a page at a time: only what is not as it was written is listed. */
export const requestsCheck: Operation<'requests_check'> = async (system, _, { id, after, limit = 50 }) => {
  if (id !== undefined) return checkRequest(system, id);
  const start = after === undefined ? {} : { after };
  const found = await system.store.query({ index: 'requestsNewestFirst', equal: {}, limit, ...start });
  const rows: OperationRow[] = [];
  for (const { document } of found) append(rows, ((await checkTimeline(system, document.id)) ?? []).map(faultRow(document.id)));
  const last = found.length < limit ? undefined : found.at(-1)?.document;
  const next = last === undefined ? {} : { next: { value: last.submittedAt, id: last.id } };
  const changed = new Set(rows.map((row) => row['id'])).size;
  return { done: { facts: { checked: found.length, changed }, rows, ...next, ...amissIf(rows) } };
};

/** Z4: whether the past of a request is as it was written. */
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

const words: Record<ChainFault['fault'], string> = {
  missing: 'this entry is missing, or entries stand in another order',
  changed: 'this entry, or the state that it is tied to, was changed',
  unchained: 'this entry is not tied to the one before it',
  not_the_newest: 'the newest entry is not the one that the request names',
};

function faultRow(id: string): (fault: ChainFault) => OperationRow {
  return ({ version, fault }) => ({ id, entry: version, what: words[fault] });
}
