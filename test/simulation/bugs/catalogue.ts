import type { Bug } from './bug.ts';
import { clockBugs } from './clocks.ts';
import { decisionBugs } from './decisions.ts';
import { effectBugs } from './effects.ts';
import { mailBugs } from './mails.ts';
import { recordBugs } from './records.ts';
import { runBugs } from './runs.ts';
import { turnBugs } from './turns.ts';

/** Every deliberate bug, by theme. */
export const everyBug: readonly Bug[] = [...recordBugs, ...effectBugs, ...mailBugs, ...decisionBugs, ...clockBugs, ...turnBugs, ...runBugs];

/** The simulation has no actor yet that would run into these. */
const OUT_OF_REACH: ReadonlySet<string> = new Set([
  'dedup-dropped',
  'id-reused-for-other-bytes',
  'lease-of-another-ignored',
  'enqueue-before-commit',
  'looks-counted-as-failures',
  'dead-letter-says-nothing',
  'retry-of-a-commit-decides-anew',
  'refused-mail-counts-as-sent',
  'unknown-mail-not-sent-again',
  'unproven-address-told-everything',
  'approval-not-on-the-sheet',
  'sheet-row-of-the-past',
  'author-rule-ignored',
  'closed-question-answered',
  'testers-approve',
  'contributors-review',
  'unexpected-output-approved',
  'undo-by-anyone',
  'asked-again-starts-anew',
  'fencing-number-not-checked',
  'backend-left-while-a-run-goes-on',
  'steps-out-of-order',
  'agent-task-offered-again',
  'stderr-counts-as-passed',
  'exit-code-ignored',
  'cut-off-output-is-whole',
  'failed-run-approved',
  'lost-run-counts-as-done',
  'launched-though-cancelled',
  'cancel-never-asked-for',
  'finished-run-ends-again',
  'retried-for-ever',
  'unsafe-job-retried',
]);

/** Those that the gate hunts. */
export const bugs = everyBug.filter(({ name }) => !OUT_OF_REACH.has(name));

export function bugNamed(name: string): Bug {
  const found = everyBug.find((bug) => bug.name === name);
  if (found === undefined) throw new Error(`no bug ${name}`);
  return found;
}
