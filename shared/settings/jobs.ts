import { z } from 'zod';
import { credentialName } from '#contracts/sandbox.ts';
import { slug } from './texts.ts';

/** R18. Jobs that may not run anywhere, or not without something. */
export const jobSettings = z.strictObject({
  name: z.string().regex(/^\S{1,200}Job$/, 'must be the name of a job class, which ends in Job'),
  credentials: z.array(credentialName).max(20).default([]),
  serviceAccount: z.email().optional(),
  notOn: z.array(slug).max(50).default([]),
});
