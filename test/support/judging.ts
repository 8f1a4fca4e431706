import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import { judge } from '#contexts/verdict/domain/judge.ts';
import type { RunResult } from '#contexts/operations/domain/run/state.ts';
import { ending } from '#test/support/request-steps.ts';

export const exact = (line: string): ExpectedOutput => ({ kind: 'exact', line });
export const pattern = (text: string): ExpectedOutput => ({ kind: 'pattern', pattern: text });
export const count = (label: string, comparison: '=' | '>=' | '<=', value: number): ExpectedOutput => ({
  kind: 'count',
  label,
  comparison,
  value,
});

/** A run that by default ended by itself, quietly. */
export function judged(expected: ExpectedOutput[], stdout: string[], over: Parameters<typeof ending>[0] = {}): RunResult {
  return judge(expected, ending({ stdout, ...over }));
}
