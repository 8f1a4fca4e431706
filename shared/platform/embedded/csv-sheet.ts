import type { SheetRow } from '#contexts/telling/sheet.ts';
import { SheetUnreadable, type ApprovalSheet, type SheetReport } from '#contexts/telling/ports/approval-sheet.ts';
import { headerRowOf, headersFrom, type Grid, type Headers } from '../sheet-headers.ts';
import { checkRows, planSheet, reportOf, reportsOf, type CellEdit, type SheetEdits } from '../sheet-plan.ts';
import { planRepair } from '../sheet-repair.ts';
import { byteOrderMark, decodeCsv, type CsvText } from './csv-encoding.ts';
import { csvField, delimiters, formatCsv, parseCsv, type CsvRecord, type Delimiter } from './csv.ts';
import { keepCopy, readFileState, removeLeftovers, replaceFile } from './replace-file.ts';
import { createTurns } from './turns.ts';

export interface CsvSheetOptions {
  /** The CSV file; made with the first rows. Its folder must be there. */
  path: string;
  headers?: Partial<Headers>;
  /** How the file is rewritten. */
  replace?: typeof replaceFile;
}

/**
 * The approval sheet as a CSV file that people open in spreadsheet programs. It is read anew for every rewrite and written only
 * when something changes. Rewrites wait for one another, and the calls that come during one share the next: each is answered when
 * the file that holds its rows is durable. It is written as UTF-8 with a byte order mark; one that somebody saved in another encoding is
 * kept beside it first. A file that cannot be read as a sheet is left as it is.
 */
export function createCsvSheet({ path, headers: over, replace = replaceFile }: CsvSheetOptions): ApprovalSheet {
  const headers = headersFrom(over);
  const layout = { headers, guard: guarded };
  const file = { path, headers, replace };
  const turns = createTurns<readonly SheetRow[], SheetReport>(
    async (calls) => reportsOf(calls, (await change(file, (grid) => planSheet(grid, calls.flat(), layout))).outcomes),
    removeLeftovers(path).catch(() => {}),
  );
  return {
    async upsertRows(rows) {
      checkRows(rows, layout);
      return rows.length === 0 ? reportOf([]) : turns.together(rows);
    },
    async reconcile(load) {
      return (await turns.alone(() => change(file, async (grid) => planRepair(grid, await load(), layout)))).found;
    },
  };
}

interface CsvFile {
  path: string;
  headers: Headers;
  replace: typeof replaceFile;
}

const TRIES = 5;

/** Writes what the plan for the file's cells says, unless somebody saved the file meanwhile; then the plan is made anew. */
async function change<P extends SheetEdits>({ path, headers, replace }: CsvFile, planFor: (grid: Grid) => P | Promise<P>): Promise<P> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { content, mark } = await readFileState(path);
    const { savedAs, delimiter, records } = readSheet(content ?? Buffer.alloc(0), headers, path);
    const plan = await planFor(textsOf(records));
    if (plan.edits.length === 0) return plan;
    applyEdits(records, plan.edits);
    if (savedAs !== undefined && content !== undefined) await keepCopy(path, savedAs, content);
    if (await replace(path, byteOrderMark + formatCsv(records, delimiter), mark)) return plan;
  }
  throw new Error('somebody else saved the approval sheet each time it was about to be written');
}

interface CsvDocument {
  savedAs: CsvText['savedAs'];
  delimiter: Delimiter;
  records: CsvRecord[];
}

function readSheet(content: Buffer, headers: Headers, path: string): CsvDocument {
  const { text, savedAs } = decodeCsv(content, path);
  const first = attempt(() => parseCsv(text, ','));
  for (const delimiter of delimiters) {
    const records = delimiter === ',' ? first : attempt(() => parseCsv(text, delimiter));
    if (Array.isArray(records) && headerRowOf(textsOf(records), headers) !== undefined) return { savedAs, delimiter, records };
  }
  if (!Array.isArray(first))
    throw new SheetUnreadable(`${path} is no well-formed CSV file: ${first.message}. It was left as it is.`, { cause: first });
  // Of another encoding only what reads as our sheet is taken for it: the rest may be anything.
  if (savedAs !== undefined) throw new SheetUnreadable(`${path} is not saved as UTF-8 and has none of our headings. It was left as it is.`);
  return { savedAs, delimiter: ',', records: first };
}

function attempt(parse: () => CsvRecord[]): CsvRecord[] | Error {
  try {
    return parse();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function textsOf(records: readonly CsvRecord[]): string[][] {
  return records.map(({ fields }) => fields.map(({ text }) => text));
}

function applyEdits(records: CsvRecord[], edits: readonly CellEdit[]): void {
  // The file's own kind of line break; the standard's for a new file.
  const end = records.find((record) => record.end !== '')?.end ?? '\r\n';
  const width = records.reduce((most, { fields }) => Math.max(most, fields.length), 0);
  for (const { row, column, text } of edits) {
    const last = records.at(-1);
    if (row >= records.length && last !== undefined && last.end === '') last.end = end;
    while (records.length <= row) records.push({ fields: Array.from({ length: width }, () => csvField('')), end });
    const fields = records[row]?.fields ?? [];
    while (fields.length <= column) fields.push(csvField(''));
    fields[column] = csvField(text);
  }
}

/**
 * A spreadsheet program would take such a text for a formula, or drop its first character. A program that parts cells at another character
 * than ours takes what follows that character for the beginning of a cell.
 */
function guarded(text: string): string {
  const whole = text.toWellFormed().replace(/([,;\t\r\n]"*)(?=[=+\-@＝＋－＠])/g, "$1'");
  return /^[=+\-@\t\r\n＝＋－＠]/.test(whole) ? `'${whole}` : whole;
}
