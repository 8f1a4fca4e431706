import { isPurged } from '#products/rehearsal/domain/personal.ts';
import type { JobAsk, Submission } from '#contexts/intake/domain/submission.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { changeUrl, documentUrl } from '#products/rehearsal/pages/about.ts';

/** A4, I12: a request's answers as a form that can be sent again. That it was tested is to be said anew. */
export function formOfRequest({ id, status, submission }: Identified & Requested & Lifecycle): Record<string, unknown> {
  const { change, jobs, instructionsDoc, testedLocally: _anew, submissionId: _new, resubmissionOf, whatWasFixed, ...same } = submission;
  const earlier = status === 'rejected' ? id : resubmissionOf;
  return {
    ...same,
    ...(isPurged(submission.contributor) ? { contributor: undefined } : {}),
    ...pointTo(change, submission),
    jobs: jobs.map(jobForm),
    instructionsDoc: documentUrl({ instructionsDoc }),
    ...(earlier === undefined ? {} : { resubmissionOf: earlier }),
    // What was fixed since this very request is for its author to say.
    ...(whatWasFixed === undefined || earlier === id ? {} : { whatWasFixed }),
  };
}

function pointTo(change: Submission['change'], submission: Submission): Record<string, unknown> {
  return change.kind === 'ref' ? { ref: change.ref } : { pullRequest: changeUrl(submission) };
}

function jobForm({ step, ...job }: JobAsk): Record<string, unknown> {
  return step === job.name ? job : { ...job, step };
}
