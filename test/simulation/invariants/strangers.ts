import { isStrangers } from '../people/forms.ts';
import { reads } from '../people/strangers.ts';
import { firstOf, type Invariant, type Stage } from './invariant.ts';

/** What those do whose address nobody has confirmed, and what others notice of it: nothing. */
export const strangerInvariants: readonly Invariant[] = [
  {
    name: 'a flood keeps nobody out',
    promise: 'However many forms come with addresses that nobody confirmed, no form that its sender signed is refused for it (I13).',
    atEnd: ({ contributors }) =>
      firstOf(contributors.sent, ({ via, valid, stranger, submissionId, answers }) =>
        via === 'webhook' && valid && !stranger && answers.some(({ status }) => status === 429)
          ? `${submissionId} was signed, and refused for too many others`
          : undefined,
      ),
  },
  {
    name: 'strangers are not heard',
    promise: 'Nothing that somebody typed whose address nobody has confirmed is mailed, or shown to anybody (I16).',
    atEnd: notHeard,
  },
  {
    name: 'nothing of strangers begins',
    promise: 'A request whose address nobody has confirmed waits, and ends by itself (I12, I16).',
    afterCommit: ({ changes }, { town }) =>
      firstOf(changes, ({ after: { id, state } }) => {
        if (!isStrangers(state.submission)) return undefined;
        if (state.status === 'withdrawn') town.seen('an address was confirmed by nobody, and its request ended');
        return state.status === 'waiting_for_confirmation' || state.status === 'withdrawn' ? undefined : `${id} is ${state.status}`;
      }),
  },
];

function notHeard({ contributors, town }: Stage): string | undefined {
  const told = [...town.heard, ...town.host.comments.values(), ...town.host.statuses.values(), ...town.rows.values()];
  reads(contributors, 'what others were told', JSON.stringify(told));
  const [where] = contributors.shown;
  return where === undefined ? undefined : `what a stranger typed is read on ${where}`;
}
