import type { Duration, Instant } from '#kernel/time.ts';
import { HOUR } from '#kernel/time.ts';
import { fallenGates } from '#products/rehearsal/domain/fallen.ts';
import type { Gate } from '#contexts/gates/domain/gates.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import { isOpenGate, notWaivable } from '#contexts/gates/domain/open-gates.ts';
import type { Hanging } from '#contexts/gates/domain/kept/hanging.ts';

/** Each that hangs now, with the instant since when; of those that hung before it is theirs. */
export function hangingNow({ gates, waivers, hanging = [] }: Gated, at: Instant): Hanging[] {
  return gates
    .filter((gate) => gate.state === 'pending' && isOpenGate(gate, waivers))
    .map(({ gate }) => ({ gate, since: hanging.find((one) => one.gate === gate)?.since ?? at }));
}

/** How long a gate may be pending before the admins are asked. */
export function patienceWith({ gatesPendingFor = 24 * HOUR }: Pick<Rules, 'gatesPendingFor'>): Duration {
  return gatesPendingFor;
}

/** The gates that keep it where it is: before the first review all that have not passed, later those that fell. */
export function gatesInTheWay(state: Holdable): Gate[] {
  return state.status === 'waiting_for_gates' ? state.gates.filter((gate) => isOpenGate(gate, state.waivers)) : fallenGates(state);
}

/**
 * G7. Whether the admins are asked to waive. `owed`: they owe an answer, for a gate hangs too long, or no one but them can open it, or an operator
 * has put it before them. `offered`: somebody else is to act, and they may. `nothing`: there is nothing that they could waive, or the contributor is asked.
 */
export function admissionOf(
  state: Authored & Questioned & Holdable,
  rules: Pick<Rules, 'gatesPendingFor'>,
  at: Instant,
): 'nothing' | 'offered' | 'owed' {
  const open = gatesInTheWay(state);
  if (state.headSha === undefined || state.status === 'returned' || !open.some((gate) => notWaivable(gate) === undefined)) return 'nothing';
  const hangs = (state.hanging ?? []).some(({ gate, since }) => at >= since + patienceWith(rules) && open.some((one) => one.gate === gate));
  const asked = state.questions.find(({ kind, state: is }) => kind === 'gates' && is === 'open');
  if (hangs || onlyTheyOpen(state, open) || asked?.putBy !== undefined) return 'owed';
  const isFallen = state.status !== 'waiting_for_gates' && open.some((gate) => gate.state === 'failed');
  return isFallen || asked !== undefined ? 'offered' : 'nothing';
}

/** I6: nothing but the audit is missing, and no push and nobody’s review brings one. */
function onlyTheyOpen({ status }: Lifecycle, open: readonly Gate[]): boolean {
  return status === 'waiting_for_gates' && open.every((gate) => gate.state === 'failed' && gate.gate === 'audit');
}
