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
  owner: z.string().regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/, 'must be an account name'),
  repository: z.string().regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/, 'must be a repository name'),
  /** What a pull request is merged onto before it is tested (D1). */
  baseRef: z.string().regex(/^(?!-)[A-Za-z0-9._/-]{1,200}$/, 'must be a branch or tag name'),
  /** A bare git repository on this machine, for the git code host; left out, the code host is GitHub. */
  path: z.string().min(1).optional(),
  /** N5. The pull request carries a status and a comment; without them nothing is written there but test refs. */
  tellPullRequests: z.boolean().default(false),
  /** N5. Days after which an open pull request gets a new comment, fewer than the project's stale bot waits; left out, none. */
  keepAliveDays: z.number().min(1).max(28).optional(),
  /** File in which every job's module is imported (G4). */
  registryFile: filePath.optional(),
  /** Folder of the job modules, when it is not the registry's own: Oppia's is `core/jobs/batch_jobs`. */
  jobsFolder: filePath.optional(),
  /** What a module's test file has behind the module's name (G5). */
  testSuffix: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,40}$/, 'must be part of a file name, such as _test')
    .default('_test'),
  /** G2. Checks that have to report, by their names, besides those that the branch's own rules require. */
  requiredChecks: checkNames,
  /** G2. Checks that do not count, whatever they say. */
  optionalChecks: checkNames,
  /** G3. Logins, and teams as `owner/team`, whose review is never waited for and counts for nothing: programs that review under a person's account. */
  neverAwaited: z
    .array(z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})(?:\[bot\]|\/[A-Za-z0-9._-]{1,100})?$/, 'must be a login, or owner/team'))
    .max(100)
    .default([]),
});
export type RepositorySettings = z.infer<typeof repositorySettings>;
