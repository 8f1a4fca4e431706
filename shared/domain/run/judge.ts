import type { ExpectedOutput } from '#domain/intake/submission.ts';
import { compare, summarize, type ComparisonSummary } from '#domain/run/comparison.ts';
import { countsIn } from '#domain/run/counts.ts';
import { classifyFailure, type EndCause } from '#domain/run/failure.ts';
import type { RunDetails, RunResult } from '#domain/run/state.ts';

/** What an executor brings back from a run that ended. */
export interface RunEnding {
  cause: EndCause;
  exitCode: number | null;
  chunks: { stdout: number; stderr: number };
  stdout: string[];
  stderr: string[];
  /** The executor cannot see the output at all (launch_only, R11). */
  observable: boolean;
  details?: RunDetails;
}

/** R6, R7: ending well is not success. Only a whole, quiet run with exactly the expected output has succeeded. */
export function judge(expected: ExpectedOutput[], ending: RunEnding): RunResult {
  const problems = ending.stderr.filter((line) => line.trim() !== '');
  const output = ending.stdout.filter((line) => line.trim() !== '');
  const incomplete = [...ending.stdout, ...ending.stderr].some((line) => line.endsWith('[TRUNCATED]'));
  const comparison: ComparisonSummary = ending.observable ? summarize(expected, compare(expected, output)) : { kind: 'not_observable' };
  const counts = ending.observable ? countsIn(output, expected) : [];
  const failed = failures(ending, problems);
  const unclear = doubts(ending, output, incomplete, comparison);
  const outcome = failed.length > 0 ? 'failed' : unclear.length > 0 ? 'unclear' : 'succeeded';
  return {
    exitCode: ending.exitCode,
    chunks: ending.chunks,
    lines: { stdout: ending.stdout.length, stderr: ending.stderr.length },
    incomplete,
    outcome,
    because: [...failed, ...unclear],
    comparison,
    ...(counts.length > 0 ? { counts } : {}),
    ...(ending.details === undefined ? {} : { details: ending.details }),
    ...(failed.length > 0 ? { failure: classifyFailure(ending.cause, problems) } : {}),
  };
}

function failures(ending: RunEnding, problems: string[]): string[] {
  const found: string[] = [];
  if (ending.cause !== 'exited') found.push(`the run did not end by itself (${ending.cause.replaceAll('_', ' ')})`);
  else if (ending.exitCode !== 0) found.push(`it ended with exit code ${ending.exitCode ?? 'unknown'}`);
  if (problems.length > 0) found.push(`${problems.length} line${problems.length === 1 ? '' : 's'} on stderr`);
  return found;
}

function doubts(ending: RunEnding, output: string[], incomplete: boolean, comparison: ComparisonSummary): string[] {
  const found: string[] = [];
  if (incomplete) found.push('the output is cut off, so the evidence is not whole');
  if (ending.observable && output.length === 0) found.push('it printed nothing');
  switch (comparison.kind) {
    case 'matched':
      break;
    case 'differs':
      found.push(`the output differs from what was expected (${comparison.missing} missing, ${comparison.unexpected} unexpected)`);
      break;
    case 'nothing_expected':
      found.push('no expected output was given to compare with');
      break;
    case 'not_observable':
      found.push('it was only launched: its output cannot be seen');
      break;
  }
  return found;
}
