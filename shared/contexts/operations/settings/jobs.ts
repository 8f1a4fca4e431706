import { z } from 'zod';
import { credentialName } from '#contexts/operations/sandbox.ts';
import { slug } from '#contexts/access/settings/texts.ts';

/** R18. Jobs that may not run anywhere, or not without something. */
export const jobSettings = z.strictObject({
  name: z
    .string()
    .regex(/^\S{1,200}Job$/, 'must be the name of a job class, which ends in Job')
    .describe('the job class'),
  credentials: z
    .array(credentialName)
    .max(20)
    .default([])
    .describe(
      'what it needs: it runs where all of them are, gets them as files in `$CREDENTIALS_DIRECTORY`, alone, and what it says is masked. The code of the pull request can read them: name only what you would give to it',
    ),
  serviceAccount: z
    .email()
    .optional()
    .describe(
      'it is launched as this account, on Dataflow backends whose `dataflow.serviceAccount` it is or whose `dataflow.jobServiceAccounts` name it, and nowhere else',
    ),
  notOn: z.array(slug).max(50).default([]).describe('backends that it must not run on'),
});
