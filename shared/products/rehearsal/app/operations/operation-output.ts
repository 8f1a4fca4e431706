import { findOperation } from '#contexts/operations/app/listing/find.ts';
import { logsOf } from '#contexts/operations/app/log/logs.ts';
import { isEnded } from '#contexts/operations/domain/listing/listing.ts';
import { isId } from '#contexts/access/ids.ts';
import { maskAddresses } from '#kernel/address.ts';
import { plainLine } from '#kernel/terminal.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

const USUAL = 100;
/** Characters of one line; the download has all of them. */
const LONGEST = 4_000;

/** R12, R16: addresses masked, as a terminal would show it. */
export const operationOutput: Operation<'operation_output'> = async (
  system,
  { outputs },
  { id, stream = 'stdout', from, count = USUAL, search },
) => {
  const listing = isId('run', id) ? await findOperation(listingSources(system), id) : undefined;
  if (listing === undefined || outputs === undefined) return { refused: 'not_found', detail: `there is no output of ${id}` };
  const logs = logsOf(outputs);
  const name = { runId: id, stream };
  const about = { id, stream, state: listing.state, isOver: isEnded(listing) };
  if (search !== undefined) {
    const { count: found, shown, total } = await logs.search(name, { text: search, from: from ?? 1, most: count });
    return { done: { facts: { ...about, total, found }, rows: shown.map(({ line, text }) => lineRow(line, text)) } };
  }
  const { from: first, lines, total, bytes } = await logs.window(name, { from, count });
  return { done: { facts: { ...about, total, bytes }, rows: lines.map((text, n) => lineRow(first + n, text)) } };
};

function lineRow(line: number, text: string): OperationRow {
  const shown = plainLine(maskAddresses(text.slice(0, LONGEST + 300))).slice(0, LONGEST);
  return { line, text: shown, ...(text.length > LONGEST ? { cut: true } : {}) };
}
