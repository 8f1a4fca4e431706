import { MINUTE } from '#kernel/time.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { fallenGates } from '#products/rehearsal/domain/fallen.ts';
import { patienceWith } from '#products/rehearsal/domain/call-admins.ts';
import { RELEASE_TEAM } from '#contexts/access/domain/audience.ts';
import { admins, mail, toAdmins, toContributor, toRoles } from '#products/rehearsal/domain/react/mail.ts';
import { offer } from '#products/rehearsal/domain/react/allocation.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { WhoseRequest } from '#products/rehearsal/domain/parts/whose.ts';

/** G9. How soon a host that could not be asked is asked again for what waits. */
const AWAY = 2 * MINUTE;

/**
 * Whoever can put it right hears of gates that have come to fail, once per change; and once the request is the admins' business, they do, too.
 * What is only pending goes by itself, or waits for people of the pull request: the page says so.
 */
export function gatesNews(_: FactOf<'gates_recorded'>, { before, after, rules }: Commit): Wanted[] {
  const failing = failingOf(after);
  if (failing === '' || failing === failingOf(before)) return [];
  if (fallenGates(after).length > 0) return [...toContributor('gates_fell'), ...offerWaiver(before, after, rules)];
  return after.status === 'waiting_for_gates' ? toContributor('gates_failed') : [];
}

/** G7: with the links by which they can waive it. */
function offerWaiver(before: Questioned | undefined, after: Questioned & WhoseRequest, rules: Rules): Wanted[] {
  const asked = after.questions.find(({ kind, state }) => kind === 'gates' && state === 'open');
  if (asked === undefined) return toAdmins('gates_fell', after, rules);
  // Otherwise the question has just been asked, and brings its own mail.
  return before?.questions.some(({ id }) => id === asked.id) === true ? offeredBy(asked.id, after, rules) : [];
}

/** A question that nobody owes an answer to: its clock does not run. */
export function offerByMail({ question, kind }: FactOf<'asked'>, { after, rules }: Commit): Wanted[] {
  const isOwed = after.clocks.some((clock) => clock.kind === 'gates' && clock.state === 'running');
  return kind !== 'gates' || isOwed ? [] : offeredBy(question, after, rules);
}

function offeredBy(question: number, after: WhoseRequest, rules: Rules): Wanted[] {
  return admins(after, rules).flatMap(({ id }) => mail('gates_fell', id, { question }));
}

/** G7: each gate that hangs is looked after when its time is over; once for all that began to hang at the same look. */
export function lookAfterHanging({ before, after, rules }: Commit): Wanted[] {
  const known = new Set((before?.hanging ?? []).map(({ since }) => since));
  const fresh = new Set((after.hanging ?? []).map(({ since }) => since).filter((since) => !known.has(since)));
  return [...fresh].map((hanging) => ({ effect: { kind: 'keep_clock', hanging }, notBefore: hanging + patienceWith(rules) }));
}

function failingOf(state: Gated | undefined): string {
  const failed = (state?.gates ?? []).filter((gate) => gate.state === 'failed');
  return failed.map(({ gate, why }) => `${gate}: ${why}`).join('\n');
}

/** G9: what could not be seen is looked at again soon. */
export function lookAgain(_: FactOf<'gates_fell'>, { after, at }: Commit): Wanted[] {
  const isAway = fallenGates(after).some(({ unseen }) => unseen === true);
  return isAway ? [{ effect: { kind: 'check_gates', once: true }, notBefore: at + AWAY }] : [];
}

export function goOn(_: FactOf<'gates_hold'>, { before, after, rules }: Commit): Wanted[] {
  const wereTold = before !== undefined && fallenGates(before).some(({ state }) => state === 'failed');
  return [
    ...(after.status === 'queued' ? [offer(after.backend)] : []),
    ...(wereTold ? [...toContributor('gates_hold'), ...toAdmins('gates_hold', after, rules)] : []),
  ];
}

/** G11: the release team finds somebody; where there is none, everybody of the settings but the contributor does. */
export function tellNobodyDecides(_: FactOf<'nobody_decides'>, { after, rules }: Commit): Wanted[] {
  const team = toRoles('nobody_decides', after, rules, RELEASE_TEAM);
  return team.length > 0 ? team : toRoles('nobody_decides', after, rules, ['admin', 'tester']);
}
