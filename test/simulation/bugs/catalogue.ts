import type { Bug } from './bug.ts';
import { clockBugs } from './clocks.ts';
import { decisionBugs } from './decisions.ts';
import { edgeBugs } from './edges.ts';
import { effectBugs } from './effects.ts';
import { mailBugs } from './mails.ts';
import { recordBugs } from './records.ts';
import { runBugs } from './runs.ts';
import { turnBugs } from './turns.ts';

/** Every deliberate bug, by theme. */
export const bugs: readonly Bug[] = [
  ...recordBugs,
  ...effectBugs,
  ...mailBugs,
  ...decisionBugs,
  ...clockBugs,
  ...turnBugs,
  ...runBugs,
  ...edgeBugs,
];

export function bugNamed(name: string): Bug {
  const found = bugs.find((bug) => bug.name === name);
  if (found === undefined) throw new Error(`no bug ${name}`);
  return found;
}
