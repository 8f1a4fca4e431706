import type { RecordFault } from '#kernel/check-record.ts';
import type { TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import { publicForm, type Hash } from '#products/rehearsal/domain/chain.ts';
import { actorName, asOf } from '#products/rehearsal/pages/about.ts';
import { factSentence } from '#products/rehearsal/pages/timeline.ts';
import type { Telling } from '#products/rehearsal/pages/timeline/telling.ts';

/** Z4: what each hash is made of, for whoever wants to check it; commitments stand in for personal data. */
export function timelineJson(requestId: string, entries: readonly TimelineDocument[], faults: readonly RecordFault[], hash: Hash): string {
  const told = entries.map((entry) =>
    entry.chain === undefined
      ? { version: entry.version, at: entry.at, command: entry.command, unchained: true }
      : { ...publicForm(entry, entry.chain, hash), own: entry.chain.own },
  );
  return `${JSON.stringify({ requestId, hash: 'SHA-256 of the canonical JSON of an entry without own', faults, entries: told }, null, 2)}\n`;
}

/** One line for each fact, in words. */
export function timelineCsv(entries: readonly TimelineDocument[], telling: Telling): string {
  const rows = entries.flatMap((entry) => {
    const then: Telling = { ...telling, state: asOf(telling.state, entry.at) };
    return entry.facts.map((fact) => [
      String(entry.version),
      new Date(entry.at).toISOString(),
      actorName(entry.by, then.state, then.rules),
      entry.command,
      factSentence(fact, then),
      entry.chain?.own ?? '',
    ]);
  });
  return [['version', 'at', 'by', 'command', 'what', 'hash'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Always quoted; what a spreadsheet would take for a formula begins with an apostrophe. */
export function cell(text: string): string {
  // oxlint-disable-next-line no-control-regex -- one cell is one line, without what ends a text
  const flat = text.toWellFormed().replaceAll(/[\u0000\r\n\t]+/g, ' ');
  const safe = /^\s*[=+\-@|%]/.test(flat.normalize('NFKC')) ? `'${flat}` : flat;
  return `"${safe.replaceAll('"', '""')}"`;
}
