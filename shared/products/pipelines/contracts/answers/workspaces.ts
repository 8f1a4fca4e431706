import { answerOf, commit, instant, like, names, oneOf, pageOf, words } from '#contexts/access/contracts/api/answer.ts';

const workspace = {
  workspace: like('asthma'),
  repository: like('opensafely/asthma'),
  branch: like('main'),
  purpose: words,
  people: names.optional(),
  createdAt: instant,
  archivedAt: instant.optional(),
  archivedBy: words.optional(),
  why: words.optional(),
} as const;

export const workspacePage = pageOf('workspaces', workspace);

export const workspaceShown = answerOf(workspace);

export const workspaceMade = answerOf({ ...workspace, outcome: oneOf('created', 'unchanged') });

export const outcomePage = pageOf('outcomes', {
  action: words,
  code: words,
  job: words,
  run: words,
  commit,
  startedAt: instant.optional(),
  completedAt: instant,
  succeededIn: words.optional(),
  succeededAt: instant.optional(),
});
