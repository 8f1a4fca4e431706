import type { Pull } from '../outside/host.ts';
import { sha, type Town } from '../town.ts';
import { openRequests } from './readers.ts';

const MINUTE = 60_000;

/** People work on their pull requests while these are tested. */
export function startPushes(town: Town): void {
  const dice = town.dice.fork('pushes');
  const { plan, clockwork, host } = town;
  if (!plan.on.push || plan.calmAfter === 0) return;
  for (let n = dice.below(5); n > 0; n -= 1)
    clockwork.after(dice.below(Math.floor(plan.calmAfter / MINUTE)) * MINUTE, () => {
      const pull = dice.anyOf([...host.pulls.values()]);
      if (pull !== undefined) void touch(town, pull, dice.next(), n);
    });
}

async function touch(town: Town, pull: Pull, roll: number, n: number): Promise<void> {
  const running = (await openRequests(town)).some(({ status }) => status === 'running' || status === 'deploying');
  if (roll < 0.6) {
    pull.head = { ...pull.head, headSha: sha(`${town.plan.seed} ${pull.key} push ${n}`) };
    town.seen(running ? 'a push came while something was tested' : 'a push came');
  } else if (roll < 0.75) pull.head = { ...pull.head, state: 'draft' };
  else if (roll < 0.9) pull.checks = pull.checks === 'green' ? 'red' : 'green';
  else pull.head = { ...pull.head, state: 'closed' };
}

/** Calm: what stood in the way of anybody's pull request is mended. */
export function mendPulls({ host }: Town): void {
  for (const pull of host.pulls.values()) {
    if (pull.head.state !== 'merged') pull.head = { ...pull.head, state: 'open' };
    pull.checks = 'green';
    pull.conflicts = false;
  }
}

/** Approved ones are merged by people after a while, so that nobody needs to watch them any more. */
export async function mergeApproved({ store, host }: Town): Promise<void> {
  const found = await store.query({ index: 'requestsNewestFirst', equal: {}, limit: 50 });
  for (const pull of host.pulls.values()) {
    const about = found.filter(({ document }) => document.pullRequestKey.endsWith(`#${pull.key.replace('pull-', '')}`));
    const over = about.length > 0 && about.every(({ document: { status } }) => ['approved', 'rejected', 'withdrawn'].includes(status));
    if (over) pull.head = { ...pull.head, state: 'merged' };
  }
}
