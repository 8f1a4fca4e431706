import { hasRole } from '#contexts/access/domain/people.ts';
import { isAuthor } from '#contexts/gates/domain/authors.ts';
import { gatesInTheWay } from '#products/rehearsal/domain/call-admins.ts';
import type { CommandOf, NamedGate } from '#products/rehearsal/domain/commands.ts';
import { askAbout, closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import { personOf, recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { passGates } from '#products/rehearsal/domain/decide/gates.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import type { Gate, Waiver } from '#contexts/gates/domain/gates.ts';
import { hindrancesOf, printOf } from '#contexts/gates/domain/hindrances.ts';
import { notWaivable } from '#contexts/gates/domain/open-gates.ts';

type Refused = { refused: Refusal } | undefined;

/** G7: a reason that stays on the record, for exactly what was seen of each gate that is named. */
export function waiveGates(deciding: Deciding, answering: Answering): Refused {
  const chosen = choose(deciding, answering.details.gates);
  if ('refused' in chosen) return chosen;
  recordAnswer(deciding, answering);
  stopClocks(deciding, ({ kind }) => kind === 'gates', 'answered');
  record(deciding, chosen, { reason: answering.details.comment, by: personOf(deciding) });
  return undefined;
}

function choose({ draft: { state } }: Deciding, named: readonly NamedGate[] | undefined): Gate[] | { refused: Refusal } {
  const open = gatesInTheWay(state);
  const [first, ...others] = open;
  if (first === undefined) return refuse('not_possible_now', 'no gate is blocking it any more');
  const wanted = named ?? (others.length === 0 ? [{ gate: first.gate }] : []);
  if (wanted.length === 0) return refuse('detail_missing', `say which gate is waived: ${open.map(({ gate }) => gate).join(', ')}`);
  const chosen: Gate[] = [];
  for (const { gate: name, seen } of wanted) {
    const gate = open.find((one) => one.gate === name);
    if (gate === undefined) return refuse('gates_changed', `the gate ${name} is not blocking it: it has passed or is waived`);
    const never = notWaivable(gate);
    if (never !== undefined) return refuse('not_waivable', `the gate ${name} cannot be waived: ${never}`);
    if (seen !== undefined && seen !== printOf(hindrancesOf(gate)))
      return refuse('gates_changed', `the gate ${name} has changed since you opened this page: check again what is blocking it`);
    chosen.push(gate);
  }
  return chosen;
}

function record(deciding: Deciding, gates: readonly Gate[], given: Pick<Waiver, 'reason' | 'by' | 'operator'>): void {
  const { draft, at } = deciding;
  const { headSha, base } = draft.state;
  for (const gate of gates)
    draft.record({
      fact: 'gate_waived',
      waiver: {
        gate: gate.gate,
        ...given,
        at,
        ...(headSha === undefined ? {} : { headSha }),
        ...(base === undefined ? {} : { baseRef: base.ref }),
        covers: hindrancesOf(gate),
      },
    });
  passGates(deciding);
}

/** B4: by an operator who is an admin in the settings, or for an admin whom they name; both stand on the record. Without a reason the admins are asked. */
export function waiveByOperator(deciding: Deciding, { gates, operator, as: who = operator, reason }: CommandOf<'waive_gates'>): Refused {
  const { draft, rules } = deciding;
  if (gatesInTheWay(draft.state).length === 0) return refuse('not_possible_now', 'no gate is blocking it');
  if (reason === undefined) return putBefore(deciding, operator);
  const refused = mayNot(deciding, operator, who);
  if (refused !== undefined) return refused;
  const chosen = choose(
    deciding,
    gates.map((gate) => ({ gate })),
  );
  if ('refused' in chosen) return chosen;
  closeQuestions(deciding, ['gates']);
  stopClocks(deciding, ({ kind }) => kind === 'gates', hasRole(rules.people, operator, 'admin') ? 'answered' : 'dropped');
  record(deciding, chosen, { reason, by: who, ...(who === operator ? {} : { operator }) });
  return undefined;
}

function putBefore(deciding: Deciding, operator: string): Refused {
  // They are asked already.
  if (deciding.draft.state.clocks.some(({ kind, state }) => kind === 'gates' && state === 'running')) return undefined;
  const never = gatesInTheWay(deciding.draft.state).map(notWaivable);
  if (never.every((one) => one !== undefined)) return refuse('not_waivable', `nobody can waive it: ${never.join('; ')}`);
  closeQuestions(deciding, ['gates']);
  askAbout(deciding, 'gates', { putBy: operator });
  return undefined;
}

function mayNot({ draft, rules }: Deciding, operator: string, who: string): Refused {
  if (!hasRole(rules.people, who, 'admin'))
    return refuse(
      'not_allowed',
      `${who} is not a server-jobs admin in the settings: name one with --as, or leave out --why to ask the admins by mail`,
    );
  const authors = rules.people.filter((person) => (person.id === who || person.id === operator) && isAuthor(person, draft.state));
  return authors.length === 0 ? undefined : refuse('author_decides_nothing', 'authors never decide on their own requests');
}
