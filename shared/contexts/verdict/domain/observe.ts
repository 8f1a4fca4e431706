import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import { comparing, type Comparison } from './comparison.ts';
import type { Count } from '#contexts/operations/domain/run/compared.ts';
import { counting } from './counts.ts';
import { dumping, type Dump } from './failure/dump.ts';
import { isTruncated } from '#contexts/intake/domain/reading/plain.ts';

/** What was seen of a run's output: as much as a verdict needs, of bounded size however long the output was (R16). */
export interface Observed {
  /** What it was compared with. */
  expected: ExpectedOutput[];
  lines: { stdout: number; stderr: number };
  /** Lines that are not blank. */
  printed: number;
  /** Lines on stderr, blank ones among them (R7), and how many of them are blank. */
  problems: number;
  blankProblems: number;
  /** R6. A line was cut. */
  incomplete: boolean;
  counts: Count[];
  dump: Dump;
  comparison: Comparison;
}

/** Takes an output line by line, in any order, and what the service says of the run message by message. Needs no more memory for more lines. */
export interface Observing {
  stdout(line: string): void;
  stderr(line: string): void;
  /** A message of the executor's service, which stands among the lines of stderr as well. */
  message(message: string): void;
  /** R16. There was more than may be kept. */
  cut(): void;
  end(): Observed;
}

export function observing(expected: ExpectedOutput[]): Observing {
  const [compared, counts, dump] = [comparing(expected), counting(expected), dumping()];
  const lines = { stdout: 0, stderr: 0 };
  let [printed, problems, blankProblems, incomplete] = [0, 0, 0, false];
  return {
    stdout(line) {
      lines.stdout += 1;
      if (line.trim() === '') return;
      printed += 1;
      incomplete ||= isTruncated(line);
      compared.take(line);
      counts.take(line);
    },
    stderr(line) {
      lines.stderr += 1;
      problems += 1;
      if (line.trim() === '') blankProblems += 1;
      incomplete ||= isTruncated(line);
      dump.line(line);
    },
    message(message) {
      const all = message.split('\n');
      lines.stderr += all.length;
      problems += all.filter((line) => line.trim() !== '').length;
      dump.message(message);
    },
    cut: () => void (incomplete = true),
    end: () => ({
      expected,
      lines: { ...lines },
      printed,
      problems,
      blankProblems,
      incomplete,
      counts: counts.end(),
      dump: dump.end(),
      comparison: compared.end(),
    }),
  };
}

/** The same of lines that are at hand. */
export function observe(
  expected: ExpectedOutput[],
  stdout: readonly string[],
  stderr: readonly string[],
  messages: readonly string[] = [],
): Observed {
  const all = observing(expected);
  for (const line of stdout) all.stdout(line);
  for (const line of stderr) all.stderr(line);
  for (const message of messages) all.message(message);
  return all.end();
}
