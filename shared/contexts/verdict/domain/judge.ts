import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import type { ComparisonSummary, LineState } from '#contexts/operations/domain/run/compared.ts';
import { assumingNothing, summarize } from './comparison.ts';
import { classify } from './failure/classify.ts';
import type { EndCause } from '#contexts/operations/domain/run/classes.ts';
import { judgementOf } from './judgement.ts';
import type { OutputDigests } from '#contexts/operations/domain/told-end.ts';
import { observe, type Observed } from './observe.ts';
import type { RunDetails, RunResult } from '#contexts/operations/domain/run/state.ts';

/** What an executor brings back from a run that ended. */
export interface RunEnding {
  cause: EndCause;
  exitCode: number | null;
  chunks: { stdout: number; stderr: number };
  /** Few lines that whoever ended it has at hand. */
  stdout: string[];
  stderr: string[];
  /** A8. Left out where it was not read. */
  digests?: OutputDigests;
  /** R16. What was seen of an output that was read piece by piece; both lists are empty then. */
  observed?: Observed;
  /** The executor cannot see the output at all (launch_only, R11). */
  observable: boolean;
  details?: RunDetails;
}

/** Room for the kept judgement, where nobody says how much there is, in bytes. */
const ROOM = 4_000;

/** R6, R7: ending well is not success. Only a whole, quiet run with exactly the expected output has succeeded. */
export function judge(expected: ExpectedOutput[], ending: RunEnding, room = ROOM): RunResult {
  const seen = ending.observed ?? observe(expected, ending.stdout, ending.stderr);
  const failed = failures(ending, seen);
  const isOther = JSON.stringify(seen.expected) !== JSON.stringify(expected);
  const isZeroMeant = failed.length === 0 && seen.printed > 0 && !seen.incomplete;
  const comparison = isZeroMeant ? seen.comparison : assumingNothing(seen.comparison);
  const summary: ComparisonSummary = ending.observable ? summarize(seen.expected, comparison) : { kind: 'not_observable' };
  const unclear = [
    ...(isOther ? ['the expected output was changed while it was compared'] : []),
    ...doubts(ending, seen, summary, comparison.lines),
  ];
  return {
    exitCode: ending.exitCode,
    chunks: ending.chunks,
    lines: seen.lines,
    ...(ending.observable && ending.digests !== undefined ? { digests: ending.digests } : {}),
    incomplete: seen.incomplete,
    outcome: failed.length > 0 ? 'failed' : unclear.length > 0 ? 'unclear' : 'succeeded',
    because: [...failed, ...unclear],
    comparison: summary,
    ...(ending.observable && (expected.length > 0 || comparison.unexpected.count > 0) ? { judgement: judgementOf(comparison, room) } : {}),
    ...(ending.observable && seen.counts.length > 0 ? { counts: seen.counts } : {}),
    ...(ending.details === undefined ? {} : { details: ending.details }),
    ...(failed.length > 0 ? { failure: classify(ending.cause, ending.exitCode, seen.dump) } : {}),
  };
}

function failures(ending: RunEnding, { problems, blankProblems }: Observed): string[] {
  const found: string[] = [];
  if (ending.cause !== 'exited') found.push(`the run did not end by itself (${ending.cause.replaceAll('_', ' ')})`);
  else if (ending.exitCode !== 0) found.push(`it ended with exit code ${ending.exitCode ?? 'unknown'}`);
  if (problems > 0) found.push(`${problems}${problems === blankProblems ? ' blank' : ''} line${problems === 1 ? '' : 's'} on stderr`);
  return found;
}

function doubts(
  ending: RunEnding,
  { incomplete, printed }: Observed,
  comparison: ComparisonSummary,
  lines: readonly { state: LineState }[],
): string[] {
  const found: string[] = [];
  if (incomplete) found.push('the output is cut off, so the evidence is incomplete');
  if (ending.observable && printed === 0) found.push('it printed nothing');
  switch (comparison.kind) {
    case 'matched':
      break;
    case 'differs':
      found.push(`the output differs from what was expected (${countsOf(comparison, lines)})`);
      break;
    case 'nothing_expected':
      found.push('there is no expected output to compare with');
      break;
    case 'not_observable':
      found.push('it was only launched, so its output is not available');
      break;
  }
  return found;
}

/** `1 missing, 2 unexpected`, and how many counts are there with another number, or cannot be read. `lines`: as far as they are known. */
export function countsOf(
  { missing, unexpected, unreadable }: Extract<ComparisonSummary, { kind: 'differs' }>,
  lines: readonly { state: LineState }[] = [],
): string {
  const another = lines.filter(({ state }) => state === 'differs').length;
  const parts = [`${missing - another} missing`, ...(another === 0 ? [] : [`${another} with another number`]), `${unexpected} unexpected`];
  return [...parts, ...(unreadable === undefined ? [] : [`${unreadable} whose number cannot be read`])].join(', ');
}
