import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { gatesInTheWay } from '#products/rehearsal/domain/call-admins.ts';
import { hindrancesOf, printOf } from '#contexts/gates/domain/hindrances.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Pull } from '../outside/host.ts';
import { documentsOf } from '../shadow.ts';
import type { Town } from '../town.ts';
import { hostTells } from './host-events.ts';
import { notWaivable } from '#contexts/gates/domain/open-gates.ts';

const MINUTE = 60_000;

/** Those who let gates hang (G7): reviewers who were asked and never come; and once that is waived, another objection, or another red check. */
export function startHangers(town: Town): void {
  const dice = town.dice.fork('hangers');
  const { plan, clockwork, listeners, weather } = town;
  if (!plan.on.push || plan.calmAfter === 0) return;
  listeners.commit.push((committed) => {
    for (const { pullRequestKey, state } of documentsOf(committed, 'requests') as RequestDocument[]) {
      const pull = town.host.pulls.get(pullRequestKey.replace(/^.*#/, ''));
      if (pull === undefined || pull.key === 'pull-' || weather.calm) continue;
      const isWaived = state.waivers.some(({ ended }) => ended === undefined);
      const [roll, wait] = [dice.next(), dice.below(10 * MINUTE)];
      if (pull.reviews === undefined && roll < 0.03) clockwork.after(wait, () => asksAway(town, pull));
      if (isWaived && roll > 0.85 && pull.checks === 'pending') clockwork.after(wait, () => turnsRed(town, pull));
      if (isWaived && roll < 0.25) clockwork.after(wait, () => anotherFailure(town, pull, roll));
    }
  });
}

function asksAway(town: Town, pull: Pull): void {
  if (town.weather.calm || pull.head.state === 'merged' || pull.reviews !== undefined) return;
  pull.reviews = { awaited: ['lee'], objecting: [] };
  town.seen('a reviewer was asked who never comes');
  hostTells(town, pull);
}

/** What nobody waited for comes after all, and is red. */
function turnsRed(town: Town, pull: Pull): void {
  if (town.weather.calm || pull.head.state === 'merged' || pull.checks !== 'pending') return;
  pull.checks = 'red';
  town.clockwork.after(90 * MINUTE, () => {
    if (pull.head.state === 'merged' || pull.checks !== 'red') return;
    pull.checks = 'green';
    hostTells(town, pull);
  });
  town.seen('a gate that was waived failed by something else');
  hostTells(town, pull);
}

/** It is put right again, or hangs in its turn. */
function anotherFailure(town: Town, pull: Pull, roll: number): void {
  if (town.weather.calm || pull.head.state === 'merged') return;
  const reviews = pull.reviews ?? { awaited: [], objecting: [] };
  if (roll < 0.1) pull.reviews = { ...reviews, awaited: [...new Set([...reviews.awaited, 'kim'])] };
  else {
    pull.reviews = { ...reviews, objecting: ['mo'] };
    town.clockwork.after(90 * MINUTE, () => {
      if (pull.head.state === 'merged') return;
      pull.reviews = { ...reviews, objecting: [] };
      hostTells(town, pull);
    });
  }
  town.seen('a gate that was waived failed by something else');
  hostTells(town, pull);
}

/** What the form of a waiver holds: every gate that can be, as it stands on the page. */
export function waiverFields(state: RequestState): { [field: string]: string } {
  const gates = gatesInTheWay(state).filter((gate) => notWaivable(gate) === undefined);
  return Object.fromEntries(gates.map((gate) => [`waive_${gate.gate}`, printOf(hindrancesOf(gate))]));
}
