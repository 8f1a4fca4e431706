import type { ExpectedOutput } from '#domain/intake/submission.ts';
import { matchesPattern } from '#domain/intake/pattern.ts';

/** One expectation beside what was there. `assumedZero`: the count line was missing, which may mean zero (R7). */
export interface ComparedLine {
  expected: ExpectedOutput;
  met: boolean;
  actual: string[];
  assumedZero?: true;
}

export interface Comparison {
  lines: ComparedLine[];
  /** Lines that no expectation accounts for, sorted. */
  unexpected: string[];
}

/** What the request keeps of a comparison; the page makes the whole one again from the stored lines. */
export type ComparisonSummary =
  | { kind: 'matched' }
  | { kind: 'differs'; missing: number; unexpected: number; examples: string[] }
  | { kind: 'nothing_expected' }
  | { kind: 'not_observable' };

/** R8. Lines are sorted before comparison (R6): a distributed job promises no order. */
export function compare(expected: ExpectedOutput[], stdout: string[]): Comparison {
  const left = stdout.filter((line) => line.trim() !== '').toSorted();
  const lines: ComparedLine[] = [];
  // Exact lines take theirs first, so that a broad pattern cannot swallow a line that was promised by name.
  const order = ['exact', 'count', 'pattern'] as const;
  for (const kind of order) {
    expected.forEach((entry, index) => {
      if (entry.kind === kind) lines[index] = compareOne(entry, left);
    });
  }
  return { lines, unexpected: left };
}

function compareOne(entry: ExpectedOutput, left: string[]): ComparedLine {
  switch (entry.kind) {
    case 'exact': {
      const at = left.indexOf(entry.line);
      return { expected: entry, met: at >= 0, actual: at >= 0 ? left.splice(at, 1) : [] };
    }
    case 'pattern': {
      const actual = takeWhere(left, (line) => matchesPattern(entry.pattern, line));
      return { expected: entry, met: actual.length > 0, actual };
    }
    case 'count':
      return compareCount(entry, left);
  }
}

function compareCount(entry: Extract<ExpectedOutput, { kind: 'count' }>, left: string[]): ComparedLine {
  const actual = takeWhere(left, (line) => countOf(entry.label, line) !== undefined);
  const values = actual.map((line) => countOf(entry.label, line) ?? 0);
  if (values.length > 0) return { expected: entry, met: values.every((value) => holds(value, entry)), actual };
  return { expected: entry, met: holds(0, entry), actual, assumedZero: true };
}

/**
 * The number of a count line `<label>: <number>` (or with `=`, or a space alone), or undefined when the line is another.
 * Something must stand between the two: `batch 12` is no count of `batch 1`.
 */
export function countOf(label: string, line: string): number | undefined {
  if (!line.startsWith(label)) return undefined;
  const between = /[:=\s]$/.test(label) ? /^\s*(-?\d{1,15})\s*$/ : /^(?:\s*[:=]\s*|\s+)(-?\d{1,15})\s*$/;
  const rest = between.exec(line.slice(label.length));
  return rest?.[1] === undefined ? undefined : Number(rest[1]);
}

function holds(value: number, entry: { comparison: '=' | '>=' | '<='; value: number }): boolean {
  switch (entry.comparison) {
    case '=':
      return value === entry.value;
    case '>=':
      return value >= entry.value;
    case '<=':
      return value <= entry.value;
  }
}

function takeWhere(left: string[], wanted: (line: string) => boolean): string[] {
  const taken = left.filter(wanted);
  const kept = left.filter((line) => !wanted(line));
  left.splice(0, left.length, ...kept);
  return taken;
}

export function summarize(expected: ExpectedOutput[], comparison: Comparison): ComparisonSummary {
  if (expected.length === 0) return { kind: 'nothing_expected' };
  const missing = comparison.lines.filter((line) => !line.met);
  if (missing.length === 0 && comparison.unexpected.length === 0) return { kind: 'matched' };
  const examples = [
    ...missing.map((line) => `expected: ${describe(line.expected)}`),
    ...comparison.unexpected.map((line) => `unexpected: ${line}`),
  ];
  return {
    kind: 'differs',
    missing: missing.length,
    unexpected: comparison.unexpected.length,
    examples: examples.slice(0, 5).map((line) => line.slice(0, 200)),
  };
}

/** The expectation as a contributor would type it. */
export function describe(entry: ExpectedOutput): string {
  switch (entry.kind) {
    case 'exact':
      return entry.line;
    case 'pattern':
      return `~ ${entry.pattern}`;
    case 'count':
      return `${entry.label} ${entry.comparison} ${entry.value}`;
  }
}
