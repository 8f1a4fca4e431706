import type { ExpectedOutput } from '#domain/intake/submission.ts';

export interface Count {
  label: string;
  value: number;
}

const MOST = 12;

/**
 * Lines that count something (`EXP PROCESSED SUCCESS: 35745`), in order of their labels. A label is one that the form named, or is all in
 * capitals: a line such as `ana@example.org: 3` counts something of a person's, and is none (R12).
 */
export function countsIn(stdout: readonly string[], expected: readonly ExpectedOutput[]): Count[] {
  const named = new Set(expected.flatMap((entry) => (entry.kind === 'count' ? [entry.label.trim()] : [])));
  const counts = new Map<string, number>();
  for (const line of stdout) {
    const [, text = '', digits = ''] = /^(.{1,80}?)\s*[:=]\s*(\d{1,15})$/.exec(line.trim()) ?? [];
    const label = text.trim();
    const isLabel = named.has(label) || /^[A-Z][A-Z0-9 _-]{1,59}$/.test(label);
    if (isLabel && (counts.has(label) || counts.size < MOST)) counts.set(label, (counts.get(label) ?? 0) + Number(digits));
  }
  return [...counts].map(([label, value]) => ({ label, value })).toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
}
