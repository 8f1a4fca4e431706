import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { refuseContinuing } from '#products/rehearsal/domain/continued.ts';
import { personOf, recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { endEverything } from '#products/rehearsal/domain/decide/ending.ts';
import { outgrow } from '#products/rehearsal/domain/decide/gates.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { PullRequest, Successor } from '#contexts/intake/domain/kept/continued.ts';

type Refused = { refused: Refusal } | undefined;

/** I19: by an operator, or by the request that gives way to it. */
export function continueAt(deciding: Deciding, command: CommandOf<'continue_at'>): Refused {
  const { to, successor, operator, reason, looked } = command;
  const byOperator = operator !== undefined;
  const refused = refuseContinuing(deciding.draft.state, to, {
    successor: byOperator ? undefined : successor,
    seen: looked?.gates,
    byOperator,
  });
  if (refused !== undefined) return refused;
  goOn(deciding, to, { by: operator ?? 'contributor', successor, reason });
  return undefined;
}

/** I19: by its contributor, or by an admin whose word on its gates is asked. */
export function answerContinue(deciding: Deciding, answering: Answering): Refused {
  const { continueAt: to, comment } = answering.details;
  if (to === undefined) return refuse('detail_missing', 'name the pull request to move it to');
  const refused = refuseContinuing(deciding.draft.state, to, { byOperator: deciding.by.kind === 'person' });
  if (refused !== undefined) return refused;
  recordAnswer(deciding, answering);
  goOn(deciding, to, { by: personOf(deciding), reason: comment.trim() === '' ? undefined : comment.trim() });
  return undefined;
}

/** I19: another request goes on at this one’s pull request; whoever sent this one has said so. */
export function answerTakeOver(deciding: Deciding, answering: Answering): Refused {
  const { takeOver } = answering.details;
  if (takeOver === undefined || takeOver === deciding.draft.state.id) return refuse('detail_missing', 'name the request to move here');
  recordAnswer(deciding, answering);
  giveWayTo(deciding, takeOver);
  return undefined;
}

/** I19: the same, by an operator. */
export function giveWay(deciding: Deciding, { to }: CommandOf<'give_way'>): Refused {
  const { state } = deciding.draft;
  if (isClosed(state)) return refuse('not_possible_now', `request ${state.id} is over: ${state.status}`);
  if (state.status === 'waiting_for_confirmation') return refuse('not_possible_now', `the address of request ${state.id} is not confirmed`);
  if (to === state.id) return refuse('not_possible_now', 'a request cannot replace itself');
  giveWayTo(deciding, to);
  return undefined;
}

function giveWayTo(deciding: Deciding, supersededBy: string): void {
  endEverything(deciding, 'superseded', 'another request replaced it');
  deciding.draft.record({ fact: 'withdrawn', at: deciding.at, supersededBy });
}

interface How {
  by: string;
  successor?: Successor | undefined;
  reason?: string | undefined;
}

/** Whatever was asked of anybody was about the pull request that it leaves; the contributor is asked nothing but what they always may. */
function goOn(deciding: Deciding, to: PullRequest, { by, successor, reason }: How): void {
  const { change: from } = deciding.draft.state.submission;
  if (from.kind !== 'pull_request') throw new Error('refuseContinuing lets no branch through');
  closeQuestions(deciding, ['withdraw', 'supersede', 'word', 'word_waiver']);
  outgrow(deciding, {
    fact: 'continued_at',
    from,
    to,
    at: deciding.at,
    by,
    ...(reason === undefined ? {} : { reason }),
    ...(successor === undefined ? {} : { successor }),
  });
}
