import type { Edits } from '#domain/request/facts.ts';
import type { Submission } from '#domain/intake/submission.ts';
import type { Job } from '#domain/job/state.ts';

/** Q2: the answers as the contributor changed them. Jobs see their new expectations too. */
export function withEdits<S extends { submission: Submission; jobs: Job[] }>(state: S, edits: Edits): S {
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
  return { ...state, jobs, submission };
}
