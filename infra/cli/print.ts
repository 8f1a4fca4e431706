import { largest } from '#kernel/lists.ts';

/** As the API says it: fields, and lists of rows by their names. */
export type Answer = Readonly<Record<string, unknown>> & { readonly nextCursor?: string | undefined };

type Row = Readonly<Record<string, unknown>>;

/** What is for programs alone. */
const UNSAID: ReadonlySet<string> = new Set(['nextCursor', 'amiss', 'outcome']);

/** For people: what it says line by line, what it lists as tables. What comes from elsewhere is one line of text, whatever it holds (X2). `lists`: the names of those, also where they are empty. */
export function printed(answer: Answer, lists: readonly string[] = []): string {
  const isList = (name: string, value: unknown): boolean => lists.includes(name) || (Array.isArray(value) && value.some(isRow));
  const fields = Object.entries(answer).filter(([name]) => !UNSAID.has(name));
  const facts = fields.filter(([name, value]) => !isList(name, value));
  const rows = fields.flatMap(([name, value]): [string, Row[]][] =>
    isList(name, value) && Array.isArray(value) ? [[name, value.filter(isRow)]] : [],
  );
  const full = rows.filter(([, all]) => all.length > 0);
  const tables = full.map(([name, all]) => (full.length === 1 ? table(all) : `${wordsOf(name)}:\n${table(all)}`));
  const isEmpty = tables.length === 0 && (rows.length > 0 || facts.length === 0);
  const { nextCursor } = answer;
  const blocks = [
    ...(facts.length === 0 ? [] : [factLines(facts)]),
    ...(isEmpty ? ['nothing'] : tables),
    ...(nextCursor === undefined ? [] : [`more: --cursor ${plain(nextCursor)}, or --all`]),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `byDay`: `by day`. */
function wordsOf(name: string): string {
  return plain(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

/** What is empty says nothing to people, and is left out. */
function factLines(facts: readonly (readonly [string, unknown])[]): string {
  const said = facts.map(([name, value]) => [name, cellOf(value)] as const).filter(([, value]) => value !== '');
  const width = largest(
    Number.NEGATIVE_INFINITY,
    said.map(([name]) => name.length),
  );
  return said.map(([name, value]) => `${plain(name).padEnd(width)}  ${value}`).join('\n');
}

function table(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => rows.some((row) => cellOf(row[name]) !== ''));
  const cells = [names.map((name) => plain(name)), ...rows.map((row) => names.map((name) => cellOf(row[name])))];
  const widths = names.map((_, at) =>
    largest(
      Number.NEGATIVE_INFINITY,
      cells.map((line) => line[at]?.length ?? 0),
    ),
  );
  return cells
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Lists of names are one text. */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(cellOf).join(', ');
  return plain(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Without control and direction characters: a terminal would obey them. */
export function plain(value: string | number | boolean): string {
  return String(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
