/**
 * CSV after RFC 4180, read without loss: what is not changed is written back byte for byte, whatever program saved it.
 * A quote inside a field that does not begin with one is an ordinary character, as in spreadsheet programs.
 */
export interface CsvField {
  text: string;
  /** As it stands in the file, with its quotes. */
  raw: string;
}

export interface CsvRecord {
  fields: CsvField[];
  /** The line break behind it; empty for a last line without one. */
  end: string;
}

export class CsvError extends Error {
  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`);
    this.name = 'CsvError';
  }
}

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

const lineBreak = /\r\n|\n|\r/y;

/** Throws CsvError, naming the line (from 1), when quotes do not match. */
export function parseCsv(source: string, delimiter: Delimiter): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = 0;
  let fields: CsvField[] = [];
  while (at < source.length || fields.length > 0) {
    const raw = source[at] === '"' ? quotedAt(source, at) : plainAt(source, at, delimiter);
    fields.push({ raw, text: textOf(raw) });
    at += raw.length;
    if (source[at] === delimiter) {
      at += 1;
      continue;
    }
    const end = breakAt(source, at);
    if (end === '' && at < source.length) throw new CsvError(lineOf(source, at), 'text behind a closing quote');
    records.push({ fields, end });
    fields = [];
    at += end.length;
  }
  return records;
}

export function formatCsv(records: readonly CsvRecord[], delimiter: Delimiter): string {
  return records.map(({ fields, end }) => fields.map(({ raw }) => raw).join(delimiter) + end).join('');
}

/** Quoted whenever some program could take it for more than one field, or trim it. */
export function csvField(text: string): CsvField {
  const raw = /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return { text, raw };
}

function quotedAt(source: string, start: number): string {
  for (let at = start + 1; ; at += 2) {
    at = source.indexOf('"', at);
    if (at < 0) throw new CsvError(lineOf(source, start), 'a quote is opened here and never closed');
    if (source[at + 1] !== '"') return source.slice(start, at + 1);
  }
}

function plainAt(source: string, start: number, delimiter: Delimiter): string {
  let at = start;
  while (at < source.length && source[at] !== delimiter && source[at] !== '\n' && source[at] !== '\r') at += 1;
  return source.slice(start, at);
}

function textOf(raw: string): string {
  return raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
}

function breakAt(source: string, at: number): string {
  lineBreak.lastIndex = at;
  return lineBreak.exec(source)?.[0] ?? '';
}

function lineOf(source: string, at: number): number {
  return source.slice(0, at).split(/\r\n|\n|\r/).length;
}
