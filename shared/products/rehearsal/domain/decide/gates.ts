import { stepQuestions } from '#contexts/operations/domain/programs.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { askForReview, ask, closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import { pauseClocks, stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import { completeRemoval } from '#products/rehearsal/domain/decide/complete.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { cancelLiveRuns } from '#products/rehearsal/domain/decide/ending.ts';
import { hangingNow } from '#products/rehearsal/domain/call-admins.ts';
import { hasOtherBase, type Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { askedNow } from '#products/rehearsal/domain/earlier.ts';
import { awaitsMerge } from '#products/rehearsal/domain/fallen.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import type { Gate, GateName } from '#contexts/gates/domain/gates.ts';
import { endedWell, isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { isOfUnseen, isOpenGate } from '#contexts/gates/domain/open-gates.ts';
import type { Compared, EarlierEvidence } from '#contexts/plans/domain/kept/earlier.ts';

/** G1, G7, G8, G10: what the gates say now. A head or a base that moved makes all evidence stale first. */
export function recordGates(deciding: Deciding, command: CommandOf<'record_gates'>): void {
  const { draft } = deciding;
  const before = draft.state.headSha;
  const headSha = isPinned(draft.state) ? before : command.headSha;
  if (draft.state.status === 'waiting_for_confirmation') return;
  // I19: it went on at another pull request while this one was looked at.
  if (command.change !== undefined && command.change !== changeKey(draft.state.submission.change)) return;
  // Another look has recorded another head meanwhile: this one may have seen the one before, and the next look will tell.
  if ('since' in command && command.since !== before) return;
  if (isClosed(draft.state) && !concernsItsEnd(draft.state, headSha, command)) return;
  const gates = knownGates(draft.state, headSha, command);
  const moved = moveOf(draft.state, headSha, command.base);
  if (moved !== undefined) outgrow(deciding, moved);
  const told = toldNow(draft.state, command);
  const earlier = stillAsked(draft.state, command.earlier);
  const isNews = moved !== undefined || told.length > 0 || earlier !== undefined;
  if (!isNews && sameGates(deciding, headSha, { ...command, gates })) {
    // What still ran at the last look may be over by now.
    completeRemoval(deciding, command);
    return;
  }
  const { base, authors } = command;
  if (earlier !== undefined && earlier.headSha === headSha) draft.record({ fact: 'evidence_compared', earlier });
  draft.record({
    fact: 'gates_recorded',
    ...(headSha === undefined ? {} : { headSha }),
    ...(base === undefined ? {} : { base }),
    ...(authors === undefined ? {} : { authors }),
    gates,
    at: deciding.at,
    ...(told.length === 0 ? {} : { told }),
  });
  if (!completeRemoval(deciding, command)) passGates(deciding);
}

/** G7, G9: gates that were waived while nobody could see them, and of which the host has told now, whatever it is. */
function toldNow({ waivers }: Gated, { gates }: CommandOf<'record_gates'>): GateName[] {
  return gates.flatMap(({ gate, unseen }) => (unseen !== true && waivers.some((one) => one.gate === gate && isOfUnseen(one)) ? gate : []));
}

/** I14, I19: what was compared while something else was asked for is worth nothing; the next look compares again. */
function stillAsked(state: Requested & Tested, compared: Compared | undefined): EarlierEvidence | undefined {
  if (compared === undefined || (compared.asked !== undefined && compared.asked !== askedNow(state))) return undefined;
  const { headSha, found } = compared;
  return { headSha, found };
}

/**
 * G1, G10: an approval is bound to its commit and its base. A push to a pull request that is still open, or another base, asks for everything
 * again; and what is to be merged is held by gates that fall (G9).
 */
function concernsItsEnd(
  state: Requested & Authored & Gated & Mergeable & Lifecycle,
  headSha: string | undefined,
  { gates, base, awaited }: CommandOf<'record_gates'>,
): boolean {
  const open = gates.some((one) => one.gate === 'pull_request' && one.state !== 'failed' && one.state !== 'pending');
  if (!endedWell(state)) return false;
  const isMoved = moveOf(state, headSha, base) !== undefined;
  return (open && isMoved) || (awaitsMerge(state) && (!isMoved || awaited === true));
}

/** Before the first review there is no evidence of another base; but a waiver is of one base. */
function moveOf(
  state: Authored & Gated & Lifecycle,
  headSha: string | undefined,
  base: Base | undefined,
): FactOf<'head_moved' | 'base_moved'> | undefined {
  if (state.headSha !== undefined && headSha !== undefined && state.headSha !== headSha)
    return { fact: 'head_moved', from: state.headSha, to: headSha };
  const isFirst = state.status === 'waiting_for_gates' && state.waivers.every(({ ended }) => ended !== undefined);
  if (isFirst || state.base === undefined || base === undefined || !hasOtherBase(state.base, base)) return undefined;
  return { fact: 'base_moved', from: state.base, to: base };
}

/**
 * G9: a host that is away for a moment takes nothing back of what it said of this commit, so that what goes on goes on; but nothing that waits
 * for a look passes by it.
 */
function knownGates(
  state: Authored & Gated & Lifecycle,
  headSha: string | undefined,
  { gates, awaited }: CommandOf<'record_gates'>,
): Gate[] {
  const isNew = state.status === 'waiting_for_gates' || (headSha !== undefined && headSha !== state.headSha);
  if (awaited === true || isNew) return gates;
  return gates.map((gate) => (gate.unseen === true ? (state.gates.find((one) => one.gate === gate.gate) ?? gate) : gate));
}

/** A branch such as `develop` moves all day: what was asked for is its commit at the first look. */
function isPinned({ submission, headSha }: Requested & Authored): boolean {
  return submission.change.kind === 'ref' && headSha !== undefined;
}

function sameGates(
  { draft: { state } }: Deciding,
  headSha: string | undefined,
  { gates, authors }: Pick<CommandOf<'record_gates'>, 'gates' | 'authors'>,
): boolean {
  if (state.status === 'waiting_for_gates' && state.gates.length === 0) return false;
  return (
    (headSha === undefined || state.headSha === headSha) &&
    (authors === undefined || JSON.stringify(authors) === JSON.stringify(state.authors)) &&
    state.gates.length === gates.length &&
    state.gates.every((gate, n) => isSame(gate, gates[n])) &&
    // What earlier versions recorded does not say since when.
    hangingNow(state, 0).every(({ since }) => since > 0)
  );
}

function isSame(one: Gate, other: Gate | undefined): boolean {
  const { gate, state, why } = one;
  if (gate !== other?.gate || state !== other.state || why !== other.why) return false;
  return JSON.stringify(one.hindrances) === JSON.stringify(other.hindrances);
}

/** What was asked, promised and run is of another commit, base or pull request than the one that is wanted now. */
export function outgrow(deciding: Deciding, moved: FactOf<'head_moved' | 'base_moved' | 'continued_at'>): void {
  closeQuestions(deciding, ['gates', 'review', 'return', 'verdict', 'hold', ...stepQuestions, 'manual_test', 'freeze', 'deployment']);
  pauseClocks(deciding, 'review', 'gates');
  stopClocks(deciding, (clock) => clock.kind === 'verdict', 'dropped');
  cancelLiveRuns(deciding, 'superseded');
  deciding.draft.record(moved);
  if (!deciding.draft.state.questions.some(({ kind, state }) => kind === 'withdraw' && state === 'open')) ask(deciding, 'withdraw');
}

/** The last gate opens the review. */
export function passGates(deciding: Deciding): void {
  const { draft } = deciding;
  if (draft.state.status !== 'waiting_for_gates' || draft.state.headSha === undefined) return;
  if (draft.state.gates.some((gate) => isOpenGate(gate, draft.state.waivers))) return;
  draft.record({ fact: 'gates_passed' });
  askForReview(deciding);
}
