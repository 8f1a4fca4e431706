import { z } from 'zod';

const filePath = z
  .string()
  .max(500)
  .refine(
    (path) => !path.includes('\\') && path.split('/').every((part) => !['', '.', '..'].includes(part)),
    'must be a path inside the repository',
  );

const checkNames = z.array(z.string().min(1).max(300)).max(200).default([]);

/** A repository whose pull requests may be tested. */
export const repositorySettings = z.strictObject({
  owner: z
    .string()
    .regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/, 'must be an account name')
    .describe('whose it is: pull requests of others are refused'),
  repository: z
    .string()
    .regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/, 'must be a repository name')
    .describe('its name'),
  /** D1. */
  baseRef: z
    .string()
    .regex(/^(?!-)[A-Za-z0-9._/-]{1,200}$/, 'must be a branch or tag name')
    .describe('what a pull request is merged onto before it is tested'),
  path: z.string().min(1).optional().describe('a bare git repository on this machine; without it the host is GitHub'),
  /** N5. */
  tellPullRequests: z
    .boolean()
    .default(false)
    .describe('the pull request carries the status `rehearsal` and one comment; otherwise nothing is written there but test refs'),
  /** N5. */
  keepAliveDays: z
    .number()
    .min(1)
    .max(28)
    .optional()
    .describe(
      'after so many days, and again each time, an open pull request with a request gets a new comment in place of the last one, so that a stale bot leaves it alone: take fewer than the bot waits; none unless given',
    ),
  /** G4. */
  registryFile: filePath.optional().describe('file in which every job’s module is imported: its own import lines tell where they lie'),
  jobsFolder: filePath.optional().describe('a folder of job modules besides the registry’s own: Oppia’s is `core/jobs/batch_jobs`'),
  /** G5. */
  testSuffix: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,40}$/, 'must be part of a file name, such as _test')
    .default('_test')
    .describe('what a module’s test file has behind the module’s name'),
  /** G2. */
  requiredChecks: checkNames.describe('names of checks that must have reported besides those that the branch’s rules require'),
  /** G2. */
  optionalChecks: checkNames.describe('names of checks or workflows that do not count, whatever they say'),
  /** G3. Programs that review under a person's account. */
  neverAwaited: z
    .array(z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})(?:\[bot\]|\/[A-Za-z0-9._-]{1,100})?$/, 'must be a login, or owner/team'))
    .max(100)
    .default([])
    .describe(
      'logins, and teams as `owner/team`, whose review is never waited for and counts for nothing. Bots, and teams of admins whose members the token may read, need no mention',
    ),
});
