import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import type { Count } from '#contexts/operations/domain/run/compared.ts';
import { readNumber } from '#contexts/intake/domain/reading/number.ts';
import { plainText } from '#contexts/intake/domain/reading/plain.ts';

const MOST = 12;

/** Takes lines one by one; of any number of labels it keeps the first few. */
export interface Counting {
  take(line: string): void;
  end(): Count[];
}

/**
 * Lines that count something (`EXP PROCESSED SUCCESS: 35745`), in order of their labels. A label is one that the form named, or is all in
 * capitals: a line such as `ana@example.org: 3` counts something of a person's, and is none (R12). What cannot be read is left out.
 */
export function counting(expected: readonly ExpectedOutput[]): Counting {
  const named = new Set(expected.flatMap((entry) => (entry.kind === 'count' ? [entry.label.trim()] : [])));
  const counts = new Map<string, number>();
  return {
    take(line) {
      if (line.length > 200) return;
      const [, text = '', digits = ''] = /^(.{1,80}?)\s*[:=]\s*([^:=\s][^:=]{0,30})$/.exec(plainText(line)) ?? [];
      const label = text.trim();
      if (!named.has(label) && !/^[A-Z][A-Z0-9 _-]{1,59}$/.test(label)) return;
      const value = readNumber(digits);
      if (value === undefined || value < 0 || (!counts.has(label) && counts.size >= MOST)) return;
      counts.set(label, (counts.get(label) ?? 0) + value);
    },
    end: () => [...counts].map(([label, value]) => ({ label, value })).toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
  };
}

/** The counts of lines that are at hand. */
export function countsIn(stdout: readonly string[], expected: readonly ExpectedOutput[]): Count[] {
  const counts = counting(expected);
  for (const line of stdout) counts.take(line);
  return counts.end();
}
