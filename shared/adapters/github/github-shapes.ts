import { z } from 'zod';

/** Of GitHub's answers, what is used; everything else may come and go. */
const login = z.object({ login: z.string() });
const sha = z.string().regex(/^[0-9a-f]{40,64}$/);

export const pullShape = z.object({
  state: z.enum(['open', 'closed']),
  draft: z.boolean().optional(),
  merged: z.boolean().optional(),
  merged_at: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  head: z.object({ sha }),
  base: z.object({ sha, ref: z.string() }),
  requested_reviewers: z.array(login).nullish(),
  requested_teams: z.array(z.object({ slug: z.string() })).nullish(),
});
export type Pull = z.infer<typeof pullShape>;

export const refShape = z.object({ object: z.object({ type: z.string(), sha }) });
export const commitShape = z.object({ sha, message: z.string().optional(), parents: z.array(z.object({ sha })) });
export const mergeShape = z.object({ sha });
export const refusalShape = z.object({ message: z.string() });
export const anyShape = z.object({});

/** The `object` media type: one form for files, folders, links and submodules. */
export const contentShape = z.object({
  type: z.string(),
  encoding: z.string().optional(),
  content: z.string().optional(),
  size: z.number().optional(),
});

export const changedFileShape = z.object({ filename: z.string(), previous_filename: z.string().optional() });
export const comparisonShape = z.object({ status: z.string(), files: z.array(changedFileShape).optional() });

export const checkRunsShape = z.object({
  check_runs: z.array(z.object({ name: z.string(), status: z.string(), conclusion: z.string().nullable() })),
});
export const combinedStatusShape = z.object({
  statuses: z.array(
    z.object({ context: z.string(), state: z.string(), description: z.string().nullish(), target_url: z.string().nullish() }),
  ),
});
export const labelsShape = z.array(z.object({ name: z.string() }));

export const reviewsShape = z.array(z.object({ user: login.nullable(), state: z.string() }));
export const branchRulesShape = z.array(
  z.object({ type: z.string(), parameters: z.object({ required_approving_review_count: z.number().optional() }).optional() }),
);

export const userShape = login;
export const commentsShape = z.array(
  z.object({ id: z.int(), body: z.string().nullish(), user: login.nullable(), performed_via_github_app: z.object({}).nullish() }),
);
