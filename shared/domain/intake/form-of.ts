import type { SubmissionForm } from './form.ts';
import type { Submission } from './submission.ts';

/**
 * The form that this submission could have come from, to prefill one for a resubmission (I12): the URLs are made again from what was kept.
 * Parsing it gives the same submission.
 */
export function formOf(submission: Submission, documentHost = 'docs.google.com'): SubmissionForm {
  const { change, instructionsDoc, jobs, ...same } = submission;
  const place =
    change.kind === 'ref'
      ? { ref: change.ref }
      : { pullRequest: `https://github.com/${change.owner}/${change.repository}/pull/${change.number}` };
  return {
    ...same,
    ...place,
    ...(jobs.length > 0 ? { jobs: jobs.map(({ step, ...job }) => (step === job.name ? job : { ...job, step })) } : {}),
    instructionsDoc: `https://${documentHost}/document/d/${instructionsDoc.documentId}`,
  };
}
