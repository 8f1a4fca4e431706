import { choosableReleases } from '#contexts/calendar/domain/named.ts';
import type { Instant } from '#kernel/time.ts';
import { jobFields } from '#contexts/intake/domain/form/job.ts';
import { reasonFields } from '#contexts/intake/domain/form/reasons.ts';
import { parseDocumentUrl } from '#contexts/intake/domain/links.ts';
import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import { releaseProblem } from '#contexts/intake/domain/release-name.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { readExpectedLine, writeExpectedLine } from './expected-output-text.ts';
import type { Edits } from '#contexts/intake/domain/kept/edits.ts';

export interface ReadEdits {
  /** Only what differs from the answers as they stand. */
  edits: Edits;
  /** By field name. */
  problems: Map<string, string>;
}

/** The answers that a contributor may still change (Q2), as the texts of the form's fields. */
export function editableFields({ submission }: Requested, documentUrl: string): Map<string, string> {
  return new Map([
    ['instructionsDoc', documentUrl],
    ['reason', submission.reason ?? ''],
    ['targetRelease', submission.targetRelease ?? ''],
    ...submission.jobs.map(
      ({ expectedOutput }, index) => [`jobs[${index}].expectedOutput`, expectedOutput.map(writeExpectedLine).join('\n')] as const,
    ),
  ]);
}

/** The changes, under the same rules as the form. A field that was not sent, or is as it was, changes nothing. */
export function readEdits(
  typed: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
  { state, rules, now }: { state: Requested; rules: Rules; now: Instant },
): ReadEdits {
  const problems = new Map<string, string>();
  const changed = (name: string): string | undefined => {
    const value = typed.get(name)?.trim();
    return value === undefined || value === before.get(name)?.trim() ? undefined : value;
  };
  const documentId = readDocument(changed('instructionsDoc'), problems);
  const reason = readReason(changed('reason'), problems);
  const targetRelease = readRelease(changed('targetRelease'), choosableReleases(rules, now), problems);
  const expectedOutput = state.submission.jobs.flatMap(({ step }, index) => {
    const name = `jobs[${index}].expectedOutput`;
    const lines = readLines(name, changed(name), problems);
    return lines === undefined ? [] : [{ step, lines }];
  });
  const edits: Edits = {
    ...(documentId === undefined ? {} : { documentId }),
    ...(reason === undefined ? {} : { reason }),
    ...(targetRelease === undefined ? {} : { targetRelease }),
    ...(expectedOutput.length === 0 ? {} : { expectedOutput }),
  };
  return { edits, problems };
}

function readDocument(value: string | undefined, problems: Map<string, string>): string | undefined {
  if (value === undefined) return undefined;
  const parsed = parseDocumentUrl(value);
  if (parsed.ok) return parsed.value;
  problems.set('instructionsDoc', parsed.message);
  return undefined;
}

/** Emptied, it says nothing any more. */
function readReason(value: string | undefined, problems: Map<string, string>): string | undefined {
  if (value === undefined || value === '') return value;
  const parsed = reasonFields.reason.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  problems.set('reason', parsed.error.issues[0]?.message ?? 'This cannot be read.');
  return undefined;
}

function readRelease(value: string | undefined, releases: readonly { name: string }[], problems: Map<string, string>): string | undefined {
  if (value === undefined || value === '') return undefined;
  const problem = releaseProblem(value, releases);
  if (problem !== undefined) problems.set('targetRelease', problem);
  return problem === undefined ? value : undefined;
}

function readLines(name: string, value: string | undefined, problems: Map<string, string>): ExpectedOutput[] | undefined {
  if (value === undefined) return undefined;
  const parsed = jobFields.expectedOutput.schema.safeParse(
    value
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(readExpectedLine),
  );
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const line = typeof issue?.path[0] === 'number' ? `Line ${issue.path[0] + 1}: ` : '';
  problems.set(
    name,
    `${line}${issue?.path.at(-1) === 'value' ? 'A count is a label, a colon and a whole number.' : (issue?.message ?? 'This cannot be read.')}`,
  );
  return undefined;
}
