import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import { patternOf, type Pattern } from '#contexts/intake/domain/pattern.ts';
import type { ComparisonSummary, LineState } from '#contexts/operations/domain/run/compared.ts';
import { countLines, holds, type CountExpected, type CountSeen } from './count-line.ts';
import { hiddenDifference, seenAlike } from '#contexts/intake/domain/reading/difference.ts';
import { labelledLine } from '#contexts/intake/domain/reading/label.ts';
import { addTo, clipped, emptySample, type Sample } from './sample.ts';

/** One expectation beside what was there, of which the first few lines are kept. */
export interface ComparedLine {
  expected: ExpectedOutput;
  state: LineState;
  actual: Sample;
  /** R8. A line that looks the same and is not, and why. */
  hidden?: { line: string; why: string };
}

export interface Comparison {
  lines: ComparedLine[];
  /** Lines that no expectation accounts for. */
  unexpected: Sample;
}

/**
 * R8, R16. Takes lines one by one, in any order (R6: a distributed job promises none), in memory that grows with the expectation and not
 * with the output. Exact lines take theirs first, so that a broad pattern cannot swallow a line that was promised by name; of several
 * patterns the first takes a line. Counts take nothing away and nothing can be taken from them: they look at every line.
 */
export interface Comparing {
  take(line: string): void;
  end(): Comparison;
}

const MOST = 5;
const MOST_UNEXPECTED = 20;

interface Slot {
  entry: ExpectedOutput;
  actual: Sample;
  pattern?: Pattern;
  hidden?: { line: string; why: string };
}

export function comparing(expected: readonly ExpectedOutput[]): Comparing {
  const slots = expected.map((entry): Slot => ({
    entry,
    actual: emptySample(),
    ...(entry.kind === 'pattern' ? { pattern: patternOf(entry.pattern) } : {}),
  }));
  const patterns = slots.filter(({ pattern }) => pattern !== undefined);
  const exact = Map.groupBy(
    slots.filter(({ entry }) => entry.kind === 'exact'),
    ({ entry }) => describe(entry),
  );
  const alike = lookingAlike(slots);
  const counts = countLines(expected);
  const unexpected = emptySample();
  return {
    take(line) {
      if (line.trim() === '') return;
      const own = exact.get(line)?.find(({ actual }) => actual.count === 0);
      if (own !== undefined) addTo(own.actual, line, 1);
      const isCount = counts.take(
        lazily(() => labelledLine(line)),
        line,
        own !== undefined,
      );
      if (own !== undefined) return;
      const fitting = patterns.find(({ pattern }) => pattern?.matches(line) === true);
      if (fitting !== undefined) addTo(fitting.actual, line, MOST);
      if (fitting !== undefined || isCount) return;
      addTo(unexpected, line, MOST_UNEXPECTED);
      alike(line);
    },
    end: () => ({ lines: slots.map((slot) => compared(slot, (entry) => counts.seen(entry))), unexpected }),
  };
}

/** The whole comparison of lines that are at hand. */
export function compare(expected: readonly ExpectedOutput[], stdout: readonly string[]): Comparison {
  const all = comparing(expected);
  for (const line of stdout) all.take(line);
  return all.end();
}

/** R7. A missing line means zero only in a run that ended well, printed something, and was seen whole; this is the comparison of any other. */
export function assumingNothing({ lines, unexpected }: Comparison): Comparison {
  return { lines: lines.map((line) => (line.state === 'assumed_zero' ? { ...line, state: 'missing' } : line)), unexpected };
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Notes a line that looks like one that was promised. */
function lookingAlike(slots: readonly Slot[]): (line: string) => void {
  const byLook = Map.groupBy(
    slots.filter(({ entry }) => entry.kind === 'exact'),
    ({ entry }) => seenAlike(describe(entry)),
  );
  const patterns = slots.flatMap((slot) =>
    slot.entry.kind === 'pattern' ? [{ slot, look: patternOf(seenAlike(slot.entry.pattern)) }] : [],
  );
  return (line) => {
    const look = seenAlike(line);
    for (const slot of byLook.get(look) ?? []) {
      const why = hiddenDifference(describe(slot.entry), line);
      if (why !== undefined) noteAlike(slot, line, why);
    }
    for (const one of patterns) {
      if (one.slot.actual.count > 0 || !one.look.matches(look)) continue;
      noteAlike(one.slot, line, hiddenDifference(look, line) ?? 'the pattern contains an invisible character');
    }
  };
}

function noteAlike(slot: Slot, line: string, why: string): void {
  if (slot.hidden === undefined || line < slot.hidden.line) slot.hidden = { line: clipped(line), why };
}

function compared(slot: Slot, countOf: (entry: CountExpected) => CountSeen): ComparedLine {
  const { entry, actual, hidden } = slot;
  if (entry.kind === 'count') return comparedCount(entry, countOf(entry));
  if (actual.count > 0) return { expected: entry, state: 'met', actual };
  return { expected: entry, state: 'missing', actual, ...(hidden === undefined ? {} : { hidden }) };
}

/** A missing count line may mean zero, and only then: the label is named nowhere. Several lines of one label hold each for itself and added up. */
function comparedCount(entry: CountExpected, { held, off, unreadable, mentioned, sum }: CountSeen): ComparedLine {
  if (off.count > 0) return { expected: entry, state: 'differs', actual: off };
  if (unreadable.count > 0) return { expected: entry, state: 'unreadable', actual: unreadable };
  if (held.count > 0) return { expected: entry, state: held.count === 1 || holds(sum, entry) ? 'met' : 'differs', actual: held };
  if (mentioned.count > 0) return { expected: entry, state: 'unreadable', actual: mentioned };
  return { expected: entry, state: holds(0, entry) ? 'assumed_zero' : 'missing', actual: held };
}

export function isMet({ state }: Pick<ComparedLine, 'state'>): boolean {
  return state === 'met' || state === 'assumed_zero';
}

export function summarize(expected: readonly ExpectedOutput[], comparison: Comparison): ComparisonSummary {
  if (expected.length === 0) return { kind: 'nothing_expected' };
  const { unexpected } = comparison;
  const missing = comparison.lines.filter((line) => !isMet(line));
  if (missing.length === 0 && unexpected.count === 0) return { kind: 'matched' };
  const unreadable = missing.filter(({ state }) => state === 'unreadable').length;
  const examples = [
    ...missing.slice(0, 5).map((line) => `expected: ${describe(line.expected)}`),
    ...unexpected.lines.slice(0, 5).map((line) => `unexpected: ${line}`),
  ];
  return {
    kind: 'differs',
    missing: missing.length - unreadable,
    unexpected: unexpected.count,
    examples: examples.slice(0, 5).map((line) => line.slice(0, 200)),
    ...(unreadable === 0 ? {} : { unreadable }),
  };
}

/** The expectation as a contributor types it in the form. */
export function describe(entry: ExpectedOutput): string {
  switch (entry.kind) {
    case 'exact':
      return entry.line;
    case 'pattern':
      return `~ ${entry.pattern}`;
    case 'count':
      return `${entry.comparison} ${entry.label}: ${entry.value}`;
  }
}
