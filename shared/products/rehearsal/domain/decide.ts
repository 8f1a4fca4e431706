import { commandTable } from '#products/rehearsal/domain/command-table.ts';
import type { Change, CommandOf } from '#products/rehearsal/domain/commands.ts';
import { advance } from '#products/rehearsal/domain/decide/advance.ts';
import { awaitCutAgain } from '#products/rehearsal/domain/decide/await-cut-again.ts';
import { ask } from '#products/rehearsal/domain/decide/asking.ts';
import { callAdmins } from '#products/rehearsal/domain/decide/call-admins.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { tellNobodyDecides } from '#products/rehearsal/domain/decide/nobody-decides.ts';
import { startDraft, type Decision, type Refused } from '#products/rehearsal/domain/decision.ts';
import { begin } from '#products/rehearsal/domain/evolve.ts';
import { mustBeAsked } from '#contexts/intake/domain/must-be-asked.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { decideBy } from '#kernel/process.ts';
import { closeCovers } from '#kernel/questions/ask.ts';

const decideCommand = decideBy(commandTable);

/** What a command makes of a request: the facts, in order, or an expected refusal. No facts means that nothing is new. Pure. */
export function decide(state: RequestState, command: Change, rules: Rules): Decision {
  const draft = startDraft(state);
  const deciding: Deciding = { draft, at: command.at, by: command.by, rules };
  const refused = decideCommand(deciding, command);
  if (refused !== undefined) return refused;
  if (draft.facts.length > 0) advance(deciding);
  awaitCutAgain(deciding, state);
  callAdmins(deciding);
  tellNobodyDecides(deciding);
  closeCovers(deciding);
  return { facts: [...draft.facts], state: draft.state };
}

/** The first command of a request: it was checked by the rules of intake before. */
export function submit(command: CommandOf<'submit'>, rules: Rules): Exclude<Decision, Refused> {
  const { requestId: id, via, scheduled, submission, warnings, backend, at } = command;
  const by = scheduled === undefined ? {} : { scheduled };
  const first = { fact: 'submitted', id, via, ...by, submission, warnings, backend, at } as const;
  const draft = startDraft(begin(first));
  const deciding: Deciding = { draft, at, by: command.by, rules };
  ask(deciding, mustBeAsked(via, submission.contributor) ? 'confirm' : 'withdraw');
  return { facts: [first, ...draft.facts], state: draft.state };
}
