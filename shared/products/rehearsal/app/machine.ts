import { effectKinds, taskKinds } from '#products/rehearsal/stored/tasks.ts';
import { anyOf } from '#kernel/app/handle.ts';
import type { Subject } from '#products/rehearsal/kinds/effects/define.ts';
import type { EffectRule } from '#kernel/effect.ts';
import type { Kernel } from '#kernel/system.ts';
import { storedTokens } from '#contexts/access/app/stored-tokens.ts';
import { storedPlans } from '#contexts/plans/app/stored-plans.ts';
import { storedBackends } from '#contexts/backends/app/stored-backends.ts';
import { storedIntake } from '#products/rehearsal/app/stored-intake.ts';
import { storedReleases } from '#contexts/calendar/app/stored-releases.ts';
import { storedRequests } from '#products/rehearsal/app/stored-requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

const processes: Kernel<Transaction>['processes'] = {
  request: anyOf(storedRequests),
  backend: anyOf(storedBackends),
  release: anyOf(storedReleases),
  intake: anyOf(storedIntake),
  plan: anyOf(storedPlans),
  token: anyOf(storedTokens),
};

/** Kinds of subjects whose state an effect is given. */
const given: { readonly [S in Subject]: readonly string[] } = {
  request: ['request'],
  either: ['request'],
  process: Object.keys(processes),
  none: [],
};

/** What the kernel is told of the products: kinds of effects, and processes by the kind of their subject. */
const machine: Pick<Kernel<Transaction>, 'effects' | 'processes'> = {
  effects: Object.fromEntries(taskKinds.map((kind) => [kind, ruleOf(kind)])),
  processes,
};

function ruleOf(kind: keyof typeof effectKinds): EffectRule {
  const { queue, subject, replays, onGivenUp } = effectKinds[kind];
  return { ...queue, subjects: given[subject], replays, onGivenUp };
}

/** The system as the kernel works with it. */
export function kernelOf(system: System): Kernel<Transaction> {
  return { ...system, ...machine };
}
