import { z } from 'zod';

/** Of GitHub's answers, what is used; everything else may come and go. */
const login = z.object({ login: z.string() });
/** People, programs and organisations. */
const account = z.object({ login: z.string(), type: z.string().optional() });
const sha = z.string().regex(/^[0-9a-f]{40,64}$/);

export const pullShape = z.object({
  state: z.enum(['open', 'closed']),
  draft: z.boolean().optional(),
  merged: z.boolean().optional(),
  merged_at: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  user: account.nullish(),
  head: z.object({ sha }),
  base: z.object({ sha, ref: z.string() }),
  requested_reviewers: z.array(account).nullish(),
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
  sha: sha.optional(),
  encoding: z.string().optional(),
  content: z.string().optional(),
  size: z.number().optional(),
});
export const blobShape = z.object({ encoding: z.string(), content: z.string() });

export const changedFileShape = z.object({ filename: z.string(), previous_filename: z.string().optional() });
export const comparisonShape = z.object({ status: z.string(), files: z.array(changedFileShape).optional() });

export const checkRunsShape = z.object({
  check_runs: z.array(
    z.object({
      id: z.number().optional(),
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullable(),
      app: z.object({ id: z.number(), slug: z.string().optional() }).nullish(),
      check_suite: z.object({ id: z.number() }).nullish(),
    }),
  ),
});
export const combinedStatusShape = z.object({
  statuses: z.array(
    z.object({ context: z.string(), state: z.string(), description: z.string().nullish(), target_url: z.string().nullish() }),
  ),
});
export const labelsShape = z.array(z.object({ name: z.string() }));

export const workflowRunsShape = z.object({
  workflow_runs: z.array(
    z.object({
      id: z.number(),
      name: z.string().nullish(),
      path: z.string().optional(),
      workflow_id: z.number(),
      check_suite_id: z.number().optional(),
      status: z.string().nullable(),
      conclusion: z.string().nullable(),
    }),
  ),
});

export const reviewsShape = z.array(
  z.object({ user: account.nullable(), state: z.string(), commit_id: z.string().nullish(), author_association: z.string().optional() }),
);
/** Of a pull request's timeline: who was asked for a review, and who took that back. Its other events have other fields. */
export const timelineShape = z.array(
  z.object({
    event: z.string().optional(),
    actor: account.nullish(),
    requested_reviewer: account.nullish(),
    requested_team: z.object({ slug: z.string() }).nullish(),
  }),
);
export const membersShape = z.array(login);

const requiredCheck = z.object({ context: z.string(), integration_id: z.number().nullish(), app_id: z.number().nullish() });
export const branchRulesShape = z.array(
  z.object({
    type: z.string(),
    parameters: z
      .object({
        required_approving_review_count: z.number().optional(),
        dismiss_stale_reviews_on_push: z.boolean().optional(),
        required_status_checks: z.array(requiredCheck).optional(),
        workflows: z.array(z.object({ path: z.string() })).optional(),
      })
      .optional(),
  }),
);
const statusChecks = z.object({
  enforcement_level: z.string().nullish(),
  contexts: z.array(z.string()).optional(),
  checks: z.array(requiredCheck).optional(),
});
/** What every reader sees of a branch, its older protection in part. */
export const branchShape = z.object({
  protected: z.boolean().optional(),
  protection: z.object({ enabled: z.boolean().optional(), required_status_checks: statusChecks.nullish() }).nullish(),
});
/** For administrators' eyes. */
export const protectionShape = z.object({
  required_status_checks: statusChecks.nullish(),
  required_pull_request_reviews: z
    .object({ required_approving_review_count: z.number().optional(), dismiss_stale_reviews: z.boolean().optional() })
    .nullish(),
});

const signature = z.object({ email: z.string().nullish() }).nullish();
const commitOfPull = z.object({
  sha,
  author: z.object({ login: z.string().optional() }).nullish(),
  committer: z.object({ login: z.string().optional() }).nullish(),
  commit: z.object({ message: z.string(), author: signature, committer: signature }),
});
export type CommitOfPull = z.infer<typeof commitOfPull>;
export const pullCommitsShape = z.array(commitOfPull);
export const comparedCommitsShape = z.object({ commits: z.array(commitOfPull) });

export const userShape = login;
export const commentsShape = z.array(
  z.object({ id: z.int(), body: z.string().nullish(), user: login.nullable(), performed_via_github_app: z.object({}).nullish() }),
);
