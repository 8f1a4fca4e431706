import type { CommandOf } from '#domain/request/commands.ts';
import { askForReview, ask, closeQuestions } from '#domain/request/decide/asking.ts';
import { pauseReviewClock, stopClocks } from '#domain/request/decide/clocks.ts';
import { completeRemoval } from '#domain/request/decide/complete.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { cancelLiveRuns } from '#domain/request/decide/ending.ts';
import { isOpenGate, WAIVABLE, type Gate } from '#domain/request/gates.ts';
import { endedWell, isClosed, type RequestState } from '#domain/request/state.ts';

/** G1, G7, G8: what the gates say now. A head that moved makes all evidence stale first. */
export function recordGates(deciding: Deciding, command: CommandOf<'record_gates'>): void {
  const { draft } = deciding;
  const before = draft.state.headSha;
  const headSha = isPinned(draft.state) ? before : command.headSha;
  if (draft.state.status === 'waiting_for_confirmation') return;
  // Another look has recorded another head meanwhile: this one may have seen the one before, and the next look will tell.
  if ('since' in command && command.since !== before) return;
  if (isClosed(draft.state) && !outgrows(draft.state, headSha, command.gates)) return;
  if (before !== undefined && headSha !== undefined && before !== headSha) moveHead(deciding, before, headSha);
  else if (command.earlier === undefined && sameGates(deciding, headSha, command.gates)) {
    // What still ran at the last look may be over by now.
    completeRemoval(deciding, command);
    return;
  }
  const { base, gates, earlier } = command;
  if (earlier !== undefined && earlier.headSha === headSha) draft.record({ fact: 'evidence_compared', earlier });
  draft.record({ fact: 'gates_recorded', ...(headSha === undefined ? {} : { headSha }), ...(base === undefined ? {} : { base }), gates });
  if (!completeRemoval(deciding, command)) passGates(deciding);
}

/** G1: an approval is bound to its commit. A push to a pull request that is still open asks for everything again. */
function outgrows(state: RequestState, headSha: string | undefined, gates: Gate[]): boolean {
  const open = gates.some((one) => one.gate === 'pull_request' && one.state !== 'failed' && one.state !== 'pending');
  return endedWell(state) && headSha !== undefined && headSha !== state.headSha && open;
}

/** A branch such as `develop` moves all day: what was asked for is its commit at the first look. */
function isPinned({ submission, headSha }: RequestState): boolean {
  return submission.change.kind === 'ref' && headSha !== undefined;
}

function sameGates({ draft: { state } }: Deciding, headSha: string | undefined, gates: Gate[]): boolean {
  if (state.status === 'waiting_for_gates' && state.gates.length === 0) return false;
  return (
    (headSha === undefined || state.headSha === headSha) &&
    state.gates.length === gates.length &&
    state.gates.every((gate, n) => gate.gate === gates[n]?.gate && gate.state === gates[n].state && gate.why === gates[n].why)
  );
}

function moveHead(deciding: Deciding, from: string, to: string): void {
  closeQuestions(deciding, [
    'gates',
    'review',
    'return',
    'verdict',
    'hold',
    'manual_step',
    'regression',
    'manual_test',
    'freeze',
    'deployment',
  ]);
  pauseReviewClock(deciding);
  stopClocks(deciding, (clock) => clock.kind === 'verdict', 'dropped');
  cancelLiveRuns(deciding, 'superseded');
  deciding.draft.record({ fact: 'head_moved', from, to });
  if (!deciding.draft.state.questions.some(({ kind, state }) => kind === 'withdraw' && state === 'open')) ask(deciding, 'withdraw');
}

/** The last gate opens the review; gates that only a waiver can open are put before the admins. */
export function passGates(deciding: Deciding): void {
  const { draft } = deciding;
  if (draft.state.status !== 'waiting_for_gates' || draft.state.headSha === undefined) return;
  const open = draft.state.gates.filter((gate) => isOpenGate(gate, draft.state.waivers));
  if (open.length === 0) {
    closeQuestions(deciding, ['gates']);
    draft.record({ fact: 'gates_passed' });
    askForReview(deciding);
  } else if (open.every((gate) => gate.state === 'failed' && WAIVABLE.includes(gate.gate))) {
    if (!draft.state.questions.some((question) => question.kind === 'gates' && question.state === 'open')) ask(deciding, 'gates');
  } else {
    closeQuestions(deciding, ['gates']);
  }
}
