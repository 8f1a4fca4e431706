import type { ExpectedOutput, Submission } from '#contexts/intake/domain/submission.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import { withoutEvidence } from '#products/rehearsal/domain/earlier.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Edits, Edited, EditRecord } from '#contexts/intake/domain/kept/edits.ts';

/** Kept with the request, newest last; all of them are on the timeline. */
const MOST_RECORDS = 5;
/** Lines of one job's output that are shown to have gone or come. */
const MOST_LINES = 40;

type Editable = Pick<Requested, 'submission' | 'edited' | 'continued'> & Pick<Tested, 'earlier'> & { jobs: Job[] };

/** Q2: the answers as the contributor changed them. Jobs see their new expectations too, and what it was before is kept beside it. */
export function withEdits<S extends Editable>(state: S, edits: Edits, about: Omit<EditRecord, 'changes'>): S {
  const { documentId, reason, targetRelease, expectedOutput = [] } = edits;
  const lines = new Map(expectedOutput.map((entry) => [entry.step, entry.lines]));
  const jobs = state.jobs.map((job) => ({ ...job, ask: { ...job.ask, expectedOutput: lines.get(job.step) ?? job.ask.expectedOutput } }));
  const submission: Submission = {
    ...state.submission,
    ...(documentId === undefined ? {} : { instructionsDoc: { documentId } }),
    ...(reason === undefined ? {} : { reason }),
    ...(targetRelease === undefined ? {} : { targetRelease }),
    jobs: state.submission.jobs.map((ask) => ({ ...ask, expectedOutput: lines.get(ask.step) ?? ask.expectedOutput })),
  };
  const changes = changesOf(state.submission, edits);
  const edited = changes.length === 0 ? {} : { edited: [...(state.edited ?? []), { ...about, changes }].slice(-MOST_RECORDS) };
  return { ...state, ...withoutEvidence(state, new Set(lines.keys())), ...edited, jobs, submission };
}

function changesOf({ instructionsDoc, reason = '', targetRelease = '', jobs }: Submission, edits: Edits): Edited[] {
  const texts = [
    ['documentId', instructionsDoc.documentId, edits.documentId],
    ['reason', reason, edits.reason],
    ['targetRelease', targetRelease, edits.targetRelease],
  ] as const;
  const expected = (edits.expectedOutput ?? []).flatMap(({ step, lines }): Edited[] => {
    const job = jobs.find((one) => one.step === step);
    return job === undefined ? [] : [outputChange(step, job.expectedOutput, lines)];
  });
  return [
    ...texts.flatMap(([field, before, after]): Edited[] => (after === undefined || after === before ? [] : [{ field, before, after }])),
    ...expected,
  ];
}

function outputChange(step: string, before: readonly ExpectedOutput[], after: readonly ExpectedOutput[]): Edited {
  const gone = without(before, after);
  const come = without(after, before);
  const more = Math.max(0, gone.length - MOST_LINES) + Math.max(0, come.length - MOST_LINES);
  return { field: 'expectedOutput', step, gone: gone.slice(0, MOST_LINES), come: come.slice(0, MOST_LINES), more };
}

function without(lines: readonly ExpectedOutput[], others: readonly ExpectedOutput[]): ExpectedOutput[] {
  const known = new Set(others.map((line) => JSON.stringify(line)));
  return lines.filter((line) => !known.has(JSON.stringify(line)));
}
