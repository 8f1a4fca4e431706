import { z } from 'zod';
import { answerOf, commit, count, instant, like, names, oneOf, pageOf, words } from '#contexts/access/contracts/api/answer.ts';

const run = {
  run: like('0123456789abcdef'),
  state: oneOf('under way', 'being cancelled', 'succeeded', 'failed', 'cancelled'),
  workspace: like('asthma'),
  backend: like('local'),
  branch: words,
  commit,
  requested: names,
  jobs: count,
  taken: count.describe('Actions whose earlier result is taken.'),
  joined: count.describe('Actions that ran or waited already.'),
  by: words,
  tells: names.describe('Who is mailed at its end.'),
  createdAt: instant,
  cancelledBy: words.optional(),
  endedAt: instant.optional(),
} as const;

export const runPage = pageOf('runs', run);

/** K2. Where there is nothing to do no run is made, and only `why` is there. */
export const runMade = answerOf({
  ...z.object(run).partial().shape,
  why: words.optional().describe('Why there is nothing to do.'),
  outcome: oneOf('created', 'nothing_to_do', 'unchanged'),
});

export const runShown = answerOf(
  { ...run, agentHeard: words.optional(), mails: words.optional() },
  {
    actions: {
      action: words,
      job: words,
      code: words,
      message: words,
      why: words.optional(),
      waitsSince: instant.optional(),
      changedBy: words.optional(),
      createdAt: instant,
      startedAt: instant.optional(),
      completedAt: instant.optional(),
    },
  },
);

/** Of the whole run its facts, of some of its actions what became of each. */
export const runCancelled = answerOf(z.object(run).partial().shape, {
  actions: { action: words, answer: words },
});

export const runPreviewed = answerOf(
  { commit, nothing: words.optional().describe('Why there is nothing to do.') },
  {
    actions: {
      action: words,
      plan: oneOf('run', 'take', 'join'),
      why: words,
      job: words.optional(),
      commit: commit.optional(),
    },
  },
);
