import type { Submission, Warning } from '#contexts/intake/domain/submission.ts';
import type { Scheduled, Via } from '#contexts/intake/domain/parts/requested.ts';
import type { Related } from '#contexts/intake/domain/kept/related.ts';

/** The first of a request; it was checked by the rules of intake before. */
export type SubmitCommand = {
  command: 'submit';
  requestId: string;
  via: Via;
  scheduled?: Scheduled;
  submission: Submission;
  warnings: Warning[];
  backend: string;
};

export type IntakeCommand =
  | { command: 'record_related'; related: Related[] }
  /** I16. Its address was not confirmed in time; until then nothing comes of it. */
  | { command: 'end_unconfirmed' }
  /** W1. Said on the request's page. */
  | { command: 'raise_concern'; text: string }
  /** Z4. The contributor's data has been kept for as long as the settings say. */
  | { command: 'forget_contributor' };
