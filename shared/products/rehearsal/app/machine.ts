import { effectKinds, taskKinds } from '#products/rehearsal/stored/tasks.ts';
import { anyOf } from '#kernel/app/handle.ts';
import type { Subject } from '#products/rehearsal/kinds/effects/define.ts';
import type { EffectRule } from '#kernel/effect.ts';
import type { Kernel, Machine } from '#kernel/system.ts';
import { storedAccounts } from '#contexts/access/app/stored-accounts.ts';
import { storedTokens } from '#contexts/access/app/stored-tokens.ts';
import { planProcesses } from '#contexts/plans/app/stored-plans.ts';
import { backendProcesses } from '#contexts/backends/app/stored-backends.ts';
import type { Owners } from '#contexts/operations/domain/owner.ts';
import { storedIntake } from '#products/rehearsal/app/stored-intake.ts';
import { storedReleases } from '#contexts/calendar/app/stored-releases.ts';
import { storedProbes } from '#contexts/operations/app/stored-probes.ts';
import { storedSchedules } from '#contexts/schedules/app/stored-schedules.ts';
import { storedRequests } from '#products/rehearsal/app/stored-requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { owners } from '#products/rehearsal/domain/owners/table.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

export const processes: Machine<Transaction>['processes'] = {
  request: anyOf(storedRequests),
  release: anyOf(storedReleases),
  intake: anyOf(storedIntake),
  schedule: anyOf(storedSchedules),
  probe: storedProbes,
  account: anyOf(storedAccounts),
  token: anyOf(storedTokens),
  ...backendProcesses,
  ...planProcesses,
};

/** Where the effects of this product are performed. */
interface House {
  /** Kinds of all its processes. */
  processes: readonly string[];
  /** N10. Those of them, beside requests, that mails tell of. */
  told: readonly string[];
  owners: Owners;
}

/** Kinds of effects, as the kernel knows them. */
export function effectsIn(house: House): Machine['effects'] {
  return Object.fromEntries(taskKinds.map((kind) => [kind, ruleOf(kind, house)]));
}

type Given = Parameters<EffectRule['onGivenUp']>[0];

/** Any of them: the kernel gives an effect to its own kind only. */
interface AnyKind extends Pick<(typeof effectKinds)[keyof typeof effectKinds], 'queue' | 'subject' | 'replays'> {
  onGivenUp(given: Given & { owners: Owners }, why: string): ReturnType<EffectRule['onGivenUp']>;
}

function ruleOf(kind: keyof typeof effectKinds, { processes: all, told, owners: known }: House): EffectRule {
  const one: AnyKind = effectKinds[kind];
  const subjects: { readonly [S in Subject]: readonly string[] } = {
    request: ['request'],
    either: ['request', ...told],
    process: all,
    none: [],
  };
  const { queue, subject, replays } = one;
  return { ...queue, subjects: subjects[subject], replays, onGivenUp: (given, why) => one.onGivenUp({ ...given, owners: known }, why) };
}

/** Of an installation that has this product alone. */
const machine: Machine<Transaction> = { effects: effectsIn({ processes: Object.keys(processes), told: [], owners }), processes };

/** The system as the kernel works with it. */
export function kernelOf(system: System): Kernel<Transaction> {
  return { ...system, ...(system.machine ?? machine) };
}
