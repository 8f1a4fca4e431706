import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Pull } from '../outside/host.ts';
import { documentsOf } from '../shadow.ts';
import type { Town } from '../town.ts';
import { hostTells } from './host-events.ts';

const MINUTE = 60_000;
const after: ReadonlySet<string> = new Set(['queued', 'deploying', 'running', 'awaiting_verdict']);

/** Gates that fall when they have long passed: checks turn red, it becomes a draft, is closed, or its base changes; often it is all put right again. */
export function startGateKeepers(town: Town): void {
  const dice = town.dice.fork('gate keepers');
  const { plan, clockwork, listeners, weather } = town;
  if (!plan.on.push || plan.calmAfter === 0) return;
  listeners.commit.push((committed) => {
    for (const { status, pullRequestKey } of documentsOf(committed, 'requests') as RequestDocument[]) {
      if (weather.calm || !after.has(status) || !dice.chance(0.03)) continue;
      const pull = town.host.pulls.get(pullRequestKey.replace(/^.*#/, ''));
      if (pull === undefined || pull.key === 'pull-') continue;
      const [roll, wait, back] = [dice.next(), dice.below(4 * MINUTE), dice.between(5 * MINUTE, 90 * MINUTE)];
      clockwork.after(wait, () => falls(town, pull, roll));
      if (dice.chance(0.7)) clockwork.after(wait + back, () => isPutRight(town, pull));
    }
  });
}

function falls(town: Town, pull: Pull, roll: number): void {
  if (pull.head.state === 'merged' || town.weather.calm) return;
  const { baseRef } = pull.head;
  if (roll < 0.35) {
    pull.head = { ...pull.head, baseRef: baseRef === 'develop' ? 'release-3.4' : 'develop' };
    town.seen('a base was changed under a request');
  } else {
    if (roll < 0.6) pull.checks = 'red';
    else pull.head = { ...pull.head, state: roll < 0.8 ? 'draft' : 'closed' };
    town.seen('a gate fell that had passed');
  }
  hostTells(town, pull);
}

/** Its base stays where it was put. */
function isPutRight(town: Town, pull: Pull): void {
  if (pull.head.state === 'merged') return;
  pull.checks = 'green';
  pull.head = { ...pull.head, state: 'open' };
  hostTells(town, pull);
}
