/**
 * Expected output as people type it, one line each:
 *
 *     TOPIC MIGRATED SUCCESS: 3     this very line
 *     ~ CREATED * of * MODELS       a pattern: * stands for anything
 *     = EXP PROCESSED: 169          a count: a label, a colon, a whole number
 *     >= EXP PROCESSED: 100         at least; `<=` at most
 *     \= not a count                a line that begins with one of these marks, or a backslash, has a backslash in front
 *
 * A mark counts only with a space behind it. What is no count in spite of its mark becomes one without a value,
 * so that intake names the problem.
 */
const marked = /^(?:~|=|>=|<=) /;

export function readExpectedLine(line: string): Record<string, unknown> {
  if (line.startsWith('\\') && (line.startsWith('\\\\') || marked.test(line.slice(1)))) return { kind: 'exact', line: line.slice(1) };
  if (line.startsWith('~ ')) return { kind: 'pattern', pattern: line.slice(2) };
  const [, comparison, rest = ''] = /^(=|>=|<=) (.*)$/s.exec(line) ?? [];
  if (comparison === undefined) return { kind: 'exact', line };
  const [, label, digits] = /^(.*):\s*([0-9]{1,16})\s*$/s.exec(rest) ?? [];
  return label === undefined ? { kind: 'count', label: rest, comparison } : { kind: 'count', label, comparison, value: Number(digits) };
}

/** The other way; of a broken entry as much as can be shown. */
export function writeExpectedLine(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return '';
  const { kind, line, pattern, label, comparison, value } = { ...entry } as Record<string, unknown>;
  if (kind === 'pattern') return `~ ${textOf(pattern)}`;
  if (kind === 'count') return `${textOf(comparison)} ${textOf(label)}${typeof value === 'number' ? `: ${value}` : ''}`;
  const exact = textOf(line);
  return marked.test(exact) || exact.startsWith('\\\\') || (exact.startsWith('\\') && marked.test(exact.slice(1))) ? `\\${exact}` : exact;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
