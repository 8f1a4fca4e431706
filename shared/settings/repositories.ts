import { z } from 'zod';

/** A repository whose pull requests may be tested. */
export const repositorySettings = z.strictObject({
  owner: z.string().regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/, 'must be an account name'),
  repository: z.string().regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/, 'must be a repository name'),
  /** What a pull request is merged onto before it is tested (D1). */
  baseRef: z.string().regex(/^(?!-)[A-Za-z0-9._/-]{1,200}$/, 'must be a branch or tag name'),
  /** A bare git repository on this machine, for the git code host; left out, the code host is GitHub. */
  path: z.string().min(1).optional(),
  /** File in which every job's module is imported (G4). */
  registryFile: z.string().min(1).optional(),
});
export type RepositorySettings = z.infer<typeof repositorySettings>;
