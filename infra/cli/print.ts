import { largest } from '#kernel/lists.ts';
import type { OperationAnswer, OperationRow } from '#contexts/access/contracts/operation-answer.ts';

/** For people: what it says line by line, what it lists as a table. What comes from elsewhere is one line of text, whatever it holds (X2). */
export function printed({ facts, rows, next }: OperationAnswer): string {
  const blocks = [
    ...(facts === undefined ? [] : [factLines(facts)]),
    ...(rows === undefined ? [] : [rows.length === 0 ? 'nothing' : table(rows)]),
    ...(next === undefined ? [] : [`more: --after ${next.value}/${next.id}`]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What is empty says nothing to people, and is left out. */
function factLines(facts: OperationRow): string {
  const said = Object.entries(facts).filter(([, value]) => value !== '');
  const width = largest(
    Number.NEGATIVE_INFINITY,
    said.map(([name]) => name.length),
  );
  return said.map(([name, value]) => `${name.padEnd(width)}  ${plain(value)}`).join('\n');
}

function table(rows: readonly OperationRow[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => rows.some((row) => (row[name] ?? '') !== ''));
  const cells = [names, ...rows.map((row) => names.map((name) => plain(row[name] ?? '')))];
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

/** Without control and direction characters: a terminal would obey them. */
export function plain(value: string | number | boolean): string {
  return String(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
