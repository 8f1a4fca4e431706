import type { Bug } from './bug.ts';

/** G2: of each check the newest run, of each app its own, and all that must report. */
export const checkBugs: readonly Bug[] = [
  {
    name: 'first-listed-run-counts',
    file: 'shared/platform/github/github-checks.ts',
    find: 'if (known === undefined || (one.id ?? 0) >= (known.id ?? 0)) found',
    replace: 'if (known === undefined) found',
    why: 'a check that ran twice stands as it did the first time, or as it happens to be listed',
  },
  {
    name: 'apps-are-not-told-apart',
    file: 'shared/platform/github/github-checks.ts',
    find: "(run) => `${run.app?.id ?? ''} ${workflowOf(run) ?? ''} ${run.name}`",
    replace: '(run) => run.name',
    why: 'the green check of one program hides the red one of another',
  },
  {
    name: 'required-checks-forgotten',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/platform/github/github-checks.ts',
    find: 'required: [...about.rules.checks.filter(({ name }) => name !== own), ...absent',
    replace: 'required: [...absent',
    why: 'a required check that never reports keeps nobody waiting',
  },
  {
    name: 'click-not-waited-for',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/platform/github/github-checks.ts',
    find: "      ...(workflows === 'unseen' ? [] : workflowsAlone(workflows, runs)),\n",
    replace: '',
    why: 'a workflow that waits for a maintainer has no check run yet, so that nothing is red',
  },
  {
    name: 'cancelled-check-is-green',
    town: { requests: 3, on: { push: true } },
    file: 'shared/platform/github/github-checks.ts',
    find: "['success', 'neutral', 'skipped'].includes(conclusion)",
    replace: "conclusion !== 'failure'",
    why: 'only a failure is a failure: a check that was cancelled has shown nothing, and passes',
  },
];
