import { isPlain } from '#contexts/operations/domain/action/names.ts';
import type { OutputLevel, Withheld } from '#contexts/operations/domain/action/result.ts';
import type { TableLook } from '#contexts/operations/domain/action/tables.ts';

/** What may be published on a backend. */
export interface PublicationGuard {
  /** Of a file. */
  maxBytes: number;
  /** Of a CSV file, below its first line. */
  maxRows: number;
  /** Last extensions, without the dot; capitals count. */
  types: readonly string[];
  /** Names of columns that tell who somebody is. */
  identifiers: readonly string[];
}

export interface JudgedFile {
  /** Bytes as latin1. */
  path: string;
  level: OutputLevel;
  bytes: number;
  /** Lines below the first. Of CSV files only. */
  rows?: number | undefined;
  /** What was seen of its columns, where it is a table and was looked at. */
  columns?: TableLook['columns'] | undefined;
}

/** K3. Why a file is kept back; undefined when it may be published. Not asked of what is highly sensitive: that is never published. */
export function whyWithheld({ path, bytes, rows, columns }: JudgedFile, guard: PublicationGuard): Withheld | undefined {
  if (!isPlain(path)) return 'strange_name';
  if (!guard.types.includes(extensionOf(path))) return 'type_not_allowed';
  if (bytes > guard.maxBytes || columns === 'too_large') return 'too_large';
  if (columns === 'identifying') return 'identifying_column';
  if (columns === 'unreadable') return 'unreadable_columns';
  if (rows !== undefined && rows > guard.maxRows) return 'too_many_rows';
  return undefined;
}

export function isCsv(path: string): boolean {
  return extensionOf(path).toLowerCase() === 'csv';
}

/** Behind the last dot of the name; empty where a name has none, or begins with it. */
function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 1 ? '' : name.slice(dot + 1);
}

const megabytes = (bytes: number): string => `${(bytes / (1024 * 1024)).toFixed(1)} MB`;

const words: { readonly [W in Withheld]: (file: JudgedFile, guard: PublicationGuard) => string } = {
  too_large: ({ bytes }, { maxBytes }) =>
    bytes > maxBytes
      ? `It has ${megabytes(bytes)}; the most that may be published is ${megabytes(maxBytes)}. Write a summary, or split it.`
      : `Unpacked it has more than the ${megabytes(maxBytes)} that may be published. Write a summary, or split it.`,
  too_many_rows: ({ rows = 0 }, { maxRows }) =>
    `It has ${rows} rows; the most that may be published is ${maxRows}. Write fewer rows, or mark it highly_sensitive.`,
  identifying_column: () =>
    'It has a column whose name the settings forbid, because it tells who somebody is. Write a table without it, or mark it highly_sensitive.',
  unreadable_columns: () =>
    'It may hold a table, and the names of its columns cannot be read here: only plain text as UTF-8 can, or packed by gzip. Write it so, or mark it highly_sensitive.',
  type_not_allowed: ({ path }, { types }) =>
    `Files of the type ${extensionOf(path) === '' ? 'without an extension' : `.${extensionOf(path)}`} may not be published; these may: ${types.map((type) => `.${type}`).join(', ')}.`,
  strange_name: () => 'Its name has letters that cannot be shown. Give it a plain name.',
};

/** For people, in the place of the file. */
export function noticeText(name: string, why: Withheld, file: JudgedFile, guard: PublicationGuard): string {
  return `${name}\n\nThis file is not published here. ${words[why](file, guard)}\nIt is kept on this backend, and later actions can use it.\n`;
}
