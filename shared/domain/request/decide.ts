import type { Command, CommandOf } from '#domain/request/commands.ts';
import { advance } from '#domain/request/decide/advance.ts';
import { answer } from '#domain/request/decide/answer.ts';
import { ask } from '#domain/request/decide/asking.ts';
import { recordLeftOver } from '#domain/request/decide/complete.ts';
import { callAdmins } from '#domain/request/decide/call-admins.ts';
import { tellNobodyDecides } from '#domain/request/decide/nobody-decides.ts';
import { waiveByOperator } from '#domain/request/decide/waive.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { climbLadder } from '#domain/request/decide/clocks.ts';
import { continueAt, giveWay } from '#domain/request/decide/continue.ts';
import { lockOut, renew, unlock } from '#domain/request/decide/locks.ts';
import { raiseConcern } from '#domain/request/decide/concern.ts';
import { holdTurn, overrideByOperator } from '#domain/request/decide/freeze.ts';
import { cutOff } from '#domain/request/decide/cutoff.ts';
import { recordGates } from '#domain/request/decide/gates.ts';
import { stopRequest } from '#domain/request/decide/ending.ts';
import { decideMerge } from '#domain/request/decide/merge.ts';
import { recordProduction, remindOfProduction } from '#domain/request/decide/production.ts';
import { recordRelated } from '#domain/request/decide/related.ts';
import { cancelConfirmed, endRun, loseRun, recordLaunch, startRun } from '#domain/request/decide/run.ts';
import { endDeployStep, failDeployment, grantTurn, recordTestRef, startDeployStep } from '#domain/request/decide/turn.ts';
import { closeTogether } from '#domain/request/decide/verdicts.ts';
import { endUnconfirmed } from '#domain/request/decide/unconfirmed.ts';
import { undo } from '#domain/request/decide/undo.ts';
import { waiveWord } from '#domain/request/decide/word.ts';
import { startDraft, type Decision, type Refusal } from '#domain/request/decision.ts';
import { begin } from '#domain/request/evolve.ts';
import { lockedOut } from '#domain/request/locks.ts';
import { isPurged } from '#domain/request/personal.ts';
import { mustBeAsked } from '#domain/request/proven.ts';
import type { Rules } from '#domain/request/rules.ts';
import { isClosed, type RequestState } from '#domain/request/state.ts';

type Change = Exclude<Command, { command: 'submit' }>;

/** What a command makes of a request: the facts, in order, or an expected refusal. No facts means that nothing is new. Pure. */
export function decide(state: RequestState, command: Change, rules: Rules): Decision {
  const draft = startDraft(state);
  const deciding: Deciding = { draft, at: command.at, by: command.by, rules };
  const refused = dispatch(deciding, command);
  if (refused !== undefined) return refused;
  if (draft.facts.length > 0) advance(deciding);
  callAdmins(deciding);
  tellNobodyDecides(deciding);
  closeTogether(deciding);
  return { facts: [...draft.facts], state: draft.state };
}

/** The first command of a request: it was checked by the rules of intake before. */
export function submit(command: CommandOf<'submit'>, rules: Rules): Exclude<Decision, { refused: Refusal }> {
  const { requestId: id, via, submission, warnings, backend, at } = command;
  const first = { fact: 'submitted', id, via, submission, warnings, backend, at } as const;
  const draft = startDraft(begin(first));
  const deciding: Deciding = { draft, at, by: command.by, rules };
  ask(deciding, mustBeAsked(via, submission.contributor) ? 'confirm' : 'withdraw');
  return { facts: [first, ...draft.facts], state: draft.state };
}

function dispatch(deciding: Deciding, command: Change): { refused: Refusal } | undefined {
  switch (command.command) {
    case 'record_gates':
      recordGates(deciding, command);
      return undefined;
    case 'answer':
      return answer(deciding, command);
    case 'undo':
      return undo(deciding, command);
    case 'record_left_over':
    case 'record_related':
    case 'send_again':
    case 'record_production':
    case 'remind_production':
    case 'raise_concern':
    case 'lock_out':
    case 'unlock':
    case 'forget_contributor':
    case 'call_admins':
    case 'waive_gates':
    case 'continue_at':
    case 'give_way':
      return dispatchAside(deciding, command);
    case 'stop':
      return stopRequest(deciding, command);
    case 'climb_ladder':
      climbLadder(deciding, command);
      return undefined;
    case 'cut_off':
      return cutOff(deciding, command);
    case 'begin_merge':
    case 'record_merge':
    case 'refuse_merge':
      return decideMerge(deciding, command);
    default:
      return dispatchTurn(deciding, command);
  }
}

type AsideCommand = CommandOf<
  | 'record_left_over'
  | 'record_related'
  | 'send_again'
  | 'record_production'
  | 'remind_production'
  | 'raise_concern'
  | 'lock_out'
  | 'unlock'
  | 'forget_contributor'
  | 'call_admins'
  | 'waive_gates'
  | 'continue_at'
  | 'give_way'
>;

/** What comes from aside. */
function dispatchAside(deciding: Deciding, command: AsideCommand): { refused: Refusal } | undefined {
  switch (command.command) {
    case 'record_left_over':
      recordLeftOver(deciding, command);
      return undefined;
    case 'record_related':
      recordRelated(deciding, command);
      return undefined;
    case 'send_again':
      return sendAgain(deciding, command);
    case 'record_production':
      return recordProduction(deciding, command);
    case 'remind_production':
      remindOfProduction(deciding, command);
      return undefined;
    case 'raise_concern':
      return raiseConcern(deciding, command);
    case 'lock_out':
      return lockOut(deciding, command);
    case 'unlock':
      return unlock(deciding, command);
    case 'forget_contributor':
      return forget(deciding);
    case 'waive_gates':
      return waiveByOperator(deciding, command);
    case 'continue_at':
      return continueAt(deciding, command);
    case 'give_way':
      return giveWay(deciding, command);
    case 'call_admins':
      return undefined;
  }
}

type TurnCommand = Exclude<
  Change,
  CommandOf<
    | 'record_gates'
    | 'record_left_over'
    | 'record_related'
    | 'record_production'
    | 'remind_production'
    | 'answer'
    | 'undo'
    | 'send_again'
    | 'lock_out'
    | 'raise_concern'
    | 'unlock'
    | 'call_admins'
    | 'waive_gates'
    | 'continue_at'
    | 'give_way'
    | 'forget_contributor'
    | 'stop'
    | 'climb_ladder'
    | 'cut_off'
    | 'begin_merge'
    | 'record_merge'
    | 'refuse_merge'
  >
>;

/** What comes of a turn on a backend and of the runs in it; and of an address that nobody confirmed. */
function dispatchTurn(deciding: Deciding, command: TurnCommand): { refused: Refusal } | undefined {
  switch (command.command) {
    case 'end_unconfirmed':
      return endUnconfirmed(deciding);
    case 'grant_turn':
      return grantTurn(deciding, command);
    case 'hold_turn':
      return holdTurn(deciding, command);
    case 'override_freeze':
      return overrideByOperator(deciding, command);
    case 'waive_word':
      return waiveWord(deciding, command);
    case 'record_test_ref':
      return recordTestRef(deciding, command);
    case 'start_deploy_step':
      return startDeployStep(deciding, command);
    case 'end_deploy_step':
      return endDeployStep(deciding, command);
    case 'fail_deployment':
      return failDeployment(deciding, command);
    default:
      return dispatchRun(deciding, command);
  }
}

type RunCommand = CommandOf<'record_launch' | 'start_run' | 'end_run' | 'cancel_confirmed' | 'lose_run'>;

function dispatchRun(deciding: Deciding, command: RunCommand): { refused: Refusal } | undefined {
  switch (command.command) {
    case 'record_launch':
      return recordLaunch(deciding, command);
    case 'start_run':
      return startRun(deciding, command);
    case 'end_run':
      return endRun(deciding, command);
    case 'cancel_confirmed':
      return cancelConfirmed(deciding, command);
    case 'lose_run':
      return loseRun(deciding, command);
  }
}

/** N8, X7. Whose links are locked gets new ones with it. Nothing else of the request changes by it; what nobody asks any more is not sent when its turn comes. */
function sendAgain(deciding: Deciding, { mail, effect }: CommandOf<'send_again'>): undefined {
  const { draft } = deciding;
  const theirs = lockedOut(draft.state).filter(
    ({ person, question }) => person === effect.to && question === (effect.question ?? question),
  );
  renew(deciding, theirs, 'again');
  draft.record({ fact: 'mail_ordered_again', mail, effect: { ...effect, again: true } });
}

/** Z4. A request that is open needs its contributor. */
function forget({ draft, at }: Deciding): undefined {
  if (isClosed(draft.state) && !isPurged(draft.state.submission.contributor)) draft.record({ fact: 'contributor_forgotten', at });
}
