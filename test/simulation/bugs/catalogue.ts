import { actionBugs } from './actions.ts';
import { announcementBugs } from './announcements.ts';
import type { Bug } from './bug.ts';
import { calendarBugs } from './calendar.ts';
import { checkBugs } from './checks.ts';
import { clockBugs } from './clocks.ts';
import { decisionBugs } from './decisions.ts';
import { edgeBugs } from './edges.ts';
import { effectBugs } from './effects.ts';
import { evidenceBugs } from './evidence.ts';
import { flagBugs } from './flags.ts';
import { gateBugs } from './gates.ts';
import { judgingBugs } from './judging.ts';
import { lastWordBugs } from './last-words.ts';
import { mailBugs } from './mails.ts';
import { mergeBugs } from './merges.ts';
import { planBugs } from './plans.ts';
import { recordBugs } from './records.ts';
import { runBugs } from './runs.ts';
import { wordBugs } from './words.ts';
import { sharedUseBugs } from './shared-use.ts';
import { strangerBugs } from './strangers.ts';
import { turnBugs } from './turns.ts';
import { waiverBugs } from './waivers.ts';

/** Every deliberate bug, by theme. */
export const bugs: readonly Bug[] = [
  ...recordBugs,
  ...effectBugs,
  ...mailBugs,
  ...decisionBugs,
  ...clockBugs,
  ...turnBugs,
  ...runBugs,
  ...judgingBugs,
  ...gateBugs,
  ...wordBugs,
  ...waiverBugs,
  ...checkBugs,
  ...evidenceBugs,
  ...lastWordBugs,
  ...strangerBugs,
  ...edgeBugs,
  ...calendarBugs,
  ...mergeBugs,
  ...announcementBugs,
  ...planBugs,
  ...sharedUseBugs,
  ...flagBugs,
  ...actionBugs,
];

export function bugNamed(name: string): Bug {
  const found = bugs.find((bug) => bug.name === name);
  if (found === undefined) throw new Error(`no bug ${name}`);
  return found;
}
