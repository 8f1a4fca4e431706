import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { ChoiceField } from '#products/rehearsal/domain/fields/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { ableAdmins, isAuthor } from '#contexts/gates/domain/authors.ts';
import { askForReview } from '#products/rehearsal/domain/decide/asking.ts';
import { hasRole } from '#contexts/access/domain/people.ts';
import { personOf, recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { refuse } from '#products/rehearsal/domain/decision.ts';

/** Q1. */
export const assign: ActionKind = {
  label: 'Assign',
  rank: 80,
  done: 'Assigned',
  consequence: 'This admin is to answer the request and gets a mail. The clock keeps running.',
  fields: [assigneeField()],
  decide: { review: assignIt },
};

/** The clock goes on: handing over is no answer to the contributor. */
function assignIt(deciding: Deciding, answering: Answering): Refused {
  const { rules, draft } = deciding;
  const to = answering.details.assignee ?? personOf(deciding);
  const person = rules.people.find(({ id }) => id === to);
  if (person === undefined || !hasRole(rules.people, to, 'admin')) return refuse('detail_missing', 'name an admin to assign it to');
  if (isAuthor(person, draft.state)) return refuse('author_decides_nothing', 'authors never decide on their own requests');
  recordAnswer(deciding, answering);
  draft.record({ fact: 'assigned', to });
  askForReview(deciding);
  return undefined;
}

function assigneeField(): ChoiceField {
  return {
    kind: 'choice',
    name: 'assignee',
    label: 'Assign to',
    options: ({ state, rules, person }) =>
      ableAdmins(rules.people, state).map(({ id, name }) => [id, id === person.id ? `${name} (you)` : name] as const),
    initial: ({ person }) => person.id,
    problem(value, { rules, state }) {
      const person = rules.people.find(({ id }) => id === value);
      if (person === undefined || !hasRole(rules.people, value, 'admin')) return 'Name an admin of this installation.';
      return isAuthor(person, state) ? 'Authors never decide on their own requests; name another admin.' : undefined;
    },
    read: (assignee) => ({ assignee }),
  };
}
