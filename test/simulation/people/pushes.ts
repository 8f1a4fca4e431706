import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { documentsOf } from '../shadow.ts';
import type { Pull } from '../outside/host.ts';
import { sha, type Town } from '../town.ts';
import { hostTells } from './host-events.ts';

const MINUTE = 60_000;

/** People work on their pull requests while these are tested. */
export function startPushes(town: Town): void {
  const dice = town.dice.fork('pushes');
  const { plan, clockwork, host } = town;
  if (!plan.on.push || plan.calmAfter === 0) return;
  pushOnTheLastInch(town);
  for (let n = dice.below(5); n > 0; n -= 1)
    clockwork.after(dice.below(Math.floor(plan.calmAfter / MINUTE)) * MINUTE, () => {
      const pull = dice.anyOf([...host.pulls.values()]);
      if (pull !== undefined) touch(town, pull, dice.next(), n);
    });
}

/** Somebody pushes one last commit in the moment between the approval and the merge. */
function pushOnTheLastInch(town: Town): void {
  const dice = town.dice.fork('last inch');
  const { clockwork, host, listeners } = town;
  listeners.commit.push((committed) => {
    for (const { state, pullRequestKey } of documentsOf(committed, 'requests') as RequestDocument[]) {
      if (town.weather.calm || state.merge?.state !== 'begun' || dice.next() > 0.15) continue;
      const pull = host.pulls.get(pullRequestKey.replace(/^.*#/, ''));
      if (pull === undefined || pull.head.state === 'merged') continue;
      clockwork.after(0, () => {
        if (pull.head.state === 'merged') return;
        pull.head = { ...pull.head, headSha: sha(`${town.plan.seed} ${pull.key} last inch`) };
        hostTells(town, pull);
      });
    }
  });
}

function touch(town: Town, pull: Pull, roll: number, n: number): void {
  const { seen, watchedRequests } = town;
  if (pull.head.state === 'merged') return;
  const running = [...watchedRequests().values()].some(({ status }) => status === 'running' || status === 'deploying');
  // A branch is pushed to, and nothing else.
  if (roll < 0.6 || pull.key === 'pull-') {
    pull.head = { ...pull.head, headSha: sha(`${town.plan.seed} ${pull.key} push ${n}`) };
    seen(running ? 'a push came while something was tested' : 'a push came');
  } else if (roll < 0.72) pull.head = { ...pull.head, state: 'draft' };
  else if (roll < 0.86) pull.checks = pull.checks === 'green' ? 'red' : 'green';
  else if (roll < 0.95) pull.head = { ...pull.head, state: 'closed' };
  else {
    // In spite of everything.
    const tested = requestsAbout(town, pull).some(({ status, state }) => status === 'approved' && state.headSha === pull.head.headSha);
    seen(tested ? 'somebody merged by hand' : 'somebody merged untested');
    pull.head = { ...pull.head, state: 'merged' };
  }
  hostTells(town, pull);
}

/** Calm: what stood in the way of anybody's pull request is mended. */
export function mendPulls(town: Town): void {
  for (const pull of town.host.pulls.values()) {
    if (pull.head.state !== 'merged') pull.head = { ...pull.head, state: 'open' };
    pull.checks = 'green';
    pull.conflicts = false;
    hostTells(town, pull);
  }
}

/** Approved ones are merged by people after a while, so that nobody needs to watch them any more. */
export function mergeApproved(town: Town): void {
  for (const pull of town.host.pulls.values()) {
    const about = requestsAbout(town, pull);
    if (pull.head.state === 'merged' || about.length === 0 || !about.every(({ state }) => isClosed(state))) continue;
    if (about.some(({ state }) => state.merge?.state === 'wanted' || state.merge?.state === 'begun') && !town.weather.calm) continue;
    pull.head = { ...pull.head, state: 'merged' };
    if (about.some(({ status }) => status === 'approved')) town.seen('somebody merged by hand');
    hostTells(town, pull);
  }
}

function requestsAbout({ watchedRequests }: Town, { key }: Pull): RequestDocument[] {
  return [...watchedRequests().values()].filter(({ pullRequestKey }) => pullRequestKey.endsWith(`#${key.replace('pull-', '')}`));
}
