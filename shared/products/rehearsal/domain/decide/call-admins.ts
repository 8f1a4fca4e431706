import { admissionOf } from '#products/rehearsal/domain/call-admins.ts';
import { ask, closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import { pauseClock, resumeClock, startClock, stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { awaitsMerge } from '#products/rehearsal/domain/fallen.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';

/**
 * G7: a gate that hangs is put before the admins, with a clock. Every command ends with it, so that whatever made the gate pass, or fall, the
 * question and its promise are true: it runs while they owe an answer, pauses while somebody else is to act, and is never reset (S3).
 */
export function callAdmins(deciding: Deciding): void {
  const { draft, at, rules } = deciding;
  const call = admissionOf(draft.state, rules, at);
  const known = draft.state.questions.find(({ kind, state }) => kind === 'gates' && state === 'open');
  if (call === 'nothing') closeQuestions(deciding, ['gates']);
  const question = known?.id ?? (call === 'nothing' ? 0 : ask(deciding, 'gates'));
  const clock = draft.state.clocks.find(({ kind, state }) => kind === 'gates' && state !== 'stopped');
  if (isClosed(draft.state) && !awaitsMerge(draft.state)) stopClocks(deciding, ({ kind }) => kind === 'gates', 'dropped');
  else if (call !== 'owed') {
    if (clock !== undefined) pauseClock(deciding, clock);
  } else if (clock === undefined) startClock(deciding, `gates:${question}`, 'gates');
  else resumeClock(deciding, clock);
}
