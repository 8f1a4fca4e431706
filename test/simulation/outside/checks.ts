import type { z } from 'zod';
import type { GitHub } from '#platform/github/github-calls.ts';
import { readChecks } from '#platform/github/github-checks.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import type { CheckEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import type { Dice } from '../engine/dice.ts';
import type { Situation } from '../situation-names.ts';

/** How a commit's checks stand by the newest run of each: known because it was made so, and never by reading it. */
export type Standing = 'green' | 'red' | 'pending';

/** One check that is not green, and how; `absent`: it has to report, and did not. */
export interface Hanging {
  name: string;
  what: 'red' | 'running' | 'held' | 'absent' | 'no_checks';
}

interface App {
  id: number;
  slug: string;
}

interface CheckRun {
  id: number;
  name: string;
  app: App;
  status: string;
  conclusion: string | null;
}

interface Wanted {
  name: string;
  app: App;
}

/** All that the host keeps of one commit: each check as often as it ran. */
interface Board {
  standing: Standing | undefined;
  runs: CheckRun[];
  checks: readonly Wanted[];
  /** Of these the branch's rules say that they have to report. */
  required: readonly Wanted[];
  /** A workflow that waits for a maintainer's click. */
  held: boolean;
  turns: number;
  /** The check that ran last by itself: most often it is the same one that runs again. */
  last?: Wanted;
}

export interface CheckBoards {
  /** The host's truth about this commit, after what must have run for it to be as wanted; left out, as it was. */
  standing(sha: string, wanted: Standing | undefined): Standing;
  /** Which of them are not green. */
  hanging(sha: string): Hanging[];
  /** The same as the adapter for GitHub reads it from what the host lists. */
  read(change: Change, sha: string): Promise<CheckEvidence>;
}

const actions = { id: 15_368, slug: 'github-actions' };
const elsewhere = { id: 18_001, slug: 'circleci-checks' };
const tests = { name: 'backend tests', app: actions };
/** Another program has a check of the same name. */
const theirs = { name: 'backend tests', app: elsewhere };
const slow = { name: 'e2e tests', app: elsewhere };
const lint = { name: 'lint', app: actions };

/** Checks that run twice, of several apps, required or not, and workflows that wait: behind the adapter that reads them. */
export function createCheckBoards(dice: Dice, seen: (what: Situation) => void): CheckBoards {
  const boards = new Map<string, Board>();
  const boardOf = (sha: string): Board => {
    const known = boards.get(sha);
    if (known !== undefined) return known;
    const own = dice.fork(`checks of ${sha}`);
    const checks = own.pick<readonly [Wanted, ...Wanted[]]>([[tests], [tests, lint], [tests, theirs], [theirs, tests, lint, slow]]);
    const required = own.chance(0.5) ? [checks[0], ...(own.chance(0.4) ? [slow] : [])] : [];
    const fresh: Board = { standing: undefined, runs: [], checks, required, held: false, turns: 0 };
    boards.set(sha, fresh);
    return fresh;
  };
  return {
    standing(sha, now) {
      const board = boardOf(sha);
      const wanted = now ?? board.standing ?? 'green';
      if (board.standing !== wanted) turn(board, wanted, dice.fork(`checks of ${sha} ${(board.turns += 1)}`));
      return wanted;
    },
    hanging: (sha) => hangingOf(boardOf(sha)),
    read(change, sha) {
      const board = boardOf(sha);
      noteRepeats(board, seen);
      return readChecks(hostOf(board, change, sha), change, sha, 'rehearsal');
    },
  };
}

/** What must happen until the newest runs stand so. */
function turn(board: Board, standing: Standing, dice: Dice): void {
  const isNew = board.standing === undefined;
  board.standing = standing;
  const any = dice.anyOf(board.checks) ?? tests;
  const one = dice.chance(0.7) ? (board.last ?? any) : any;
  board.last = one;
  // The first run of it said the contrary.
  if (isNew && standing !== 'pending' && dice.chance(0.4)) end(board, one, standing === 'green' ? bad(dice) : 'success');
  if (standing === 'green') return allGreen(board, dice);
  if (standing === 'red') {
    if (isNew) allGreen(board, dice);
    end(board, one, bad(dice));
    // The other program's check of that name says its own.
    const other = board.checks.find(({ name, app }) => name === one.name && app.id !== one.app.id);
    if (other !== undefined) end(board, other, 'success');
    return;
  }
  const roll = dice.next();
  if (isNew && roll < 0.25) return;
  if (isNew && board.required.length > 0 && roll < 0.6) return allGreen(board, dice, board.required.at(-1));
  if (isNew || roll < 0.5) allGreen(board, dice);
  if (roll > 0.85) board.held = true;
  else board.runs.push({ ...one, id: board.runs.length + 1, status: dice.pick(['queued', 'in_progress']), conclusion: null });
}

function end(board: Board, check: Wanted, conclusion: string): void {
  board.runs.push({ ...check, id: board.runs.length + 1, status: 'completed', conclusion });
}

function bad(dice: Dice): string {
  return dice.pick(['failure', 'failure', 'cancelled', 'timed_out', 'stale']);
}

/** Each that is not green by its newest run runs again; but for this one. */
function allGreen(board: Board, dice: Dice, except?: Wanted): void {
  board.held = false;
  const all = new Map([...board.checks, ...board.required].map((check) => [nameOf(check), check]));
  for (const check of all.values())
    if (check !== except && newestOf(board, check)?.conclusion !== 'success') end(board, check, dice.chance(0.9) ? 'success' : 'neutral');
}

function nameOf({ name, app }: Wanted): string {
  return `${app.id} ${name}`;
}

function newestOf({ runs }: Board, check: Wanted): CheckRun | undefined {
  return runs.findLast((run) => nameOf(run) === nameOf(check));
}

function hangingOf(board: Board): Hanging[] {
  const all = new Map([...board.checks, ...board.required].map((check) => [nameOf(check), check]));
  const found = [...all.values()].flatMap((check): Hanging[] => {
    const run = newestOf(board, check);
    const isRequired = board.required.some((one) => nameOf(one) === nameOf(check));
    if (run === undefined) return isRequired ? [{ name: `${check.name} (of app ${check.app.id})`, what: 'absent' }] : [];
    if (run.conclusion === null) return [{ name: check.name, what: 'running' }];
    return isGood(run) ? [] : [{ name: check.name, what: 'red' }];
  });
  return [
    ...found,
    ...(board.held ? [{ name: 'CI', what: 'held' as const }] : []),
    ...(board.runs.length === 0 && board.required.length === 0 ? [{ name: '', what: 'no_checks' as const }] : []),
  ];
}

function isGood({ conclusion }: CheckRun): boolean {
  return conclusion === 'success' || conclusion === 'neutral';
}

function noteRepeats(board: Board, seen: (what: Situation) => void): void {
  for (const check of board.checks) {
    const runs = board.runs.filter((run) => nameOf(run) === nameOf(check));
    const newest = runs.at(-1)?.conclusion;
    if (newest === 'success' && !runs.every(isGood)) seen('an old red run lay beside a new green one');
    if (newest !== 'success' && newest !== 'neutral' && runs.some(isGood)) seen('an old green run lay beside a newer one that was not');
  }
  if (board.required.some((check) => newestOf(board, check) === undefined)) seen('a required check had not reported');
  if (board.held) seen('a workflow waited for a click');
}

/** As much of GitHub as is asked for checks. Newest first, as it lists them, or not, as it never promised. */
function hostOf(board: Board, change: Change, sha: string): GitHub {
  const listed = board.turns % 2 === 0 ? board.runs.toReversed() : board.runs;
  const held = { id: 1, name: 'CI', workflow_id: 7, status: 'completed', conclusion: 'action_required' };
  const rules = board.required.map(({ name, app }) => ({ context: name, integration_id: app.id }));
  const pages: Record<string, unknown> = {
    '/commits/{ref}/check-runs': { check_runs: listed },
    '/commits/{ref}/status': { statuses: [{ context: 'cla-bot', state: 'success' }] },
    '/actions/runs': { workflow_runs: board.held ? [held] : [] },
    '/issues/{issue_number}/labels': [],
    '/pulls/{pull_number}': { state: 'open', head: { sha }, base: { sha: 'e'.repeat(40), ref: 'develop' } },
    '/rules/branches/{branch}': [{ type: 'required_status_checks', parameters: { required_status_checks: rules } }],
    '/branches/{branch}': { protected: false },
  };
  const page = (route: string): unknown => {
    const found = pages[route.replace('GET /repos/{owner}/{repo}', '')];
    if (found === undefined) throw new Error(`nobody answers ${route} of ${change.repository} here`);
    return found;
  };
  return {
    ask: async (route) => ({ status: 200, data: page(route), more: false }),
    read: async <T>(route: string, _at: unknown, shape: z.ZodType<T>) => shape.parse(page(route)),
    readAll: async <T, F>(route: string, _at: unknown, shape: z.ZodType<T>, entries: (one: T) => F[]) => entries(shape.parse(page(route))),
  };
}
