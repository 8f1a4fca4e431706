import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import type { ChoiceField } from '#products/rehearsal/domain/fields/define.ts';
import { answerTakeOver } from '#products/rehearsal/domain/decide/continue.ts';
import { mayTakeOver } from '#products/rehearsal/domain/related.ts';

/** I19. */
export const takeOver: ActionKind = {
  label: 'Let it go on here',
  rank: 50,
  done: 'Given to an earlier request',
  consequence:
    'The request that you choose moves to this pull request and replaces this one: it keeps its id, its age and its answers, and becomes yours. This request is closed. If the other pull request is still open, its contributor or an admin has to move it instead.',
  isDrastic: true,
  unasked: 'let an earlier request go on here',
  fields: [earlierField()],
  isPossible: (state) => mayTakeOver(state).length > 0,
  decide: { withdraw: answerTakeOver },
};

function earlierField(): ChoiceField {
  return {
    kind: 'choice',
    name: 'takeOver',
    label: 'Request that goes on here',
    options: ({ state }, { relatedText }) => mayTakeOver(state).map((one) => [one.requestId, relatedText(one)] as const),
    initial: ({ state }) => mayTakeOver(state)[0]?.requestId,
    missing: 'Choose the request.',
    problem: (value, { state }) =>
      mayTakeOver(state).some(({ requestId }) => requestId === value)
        ? undefined
        : 'Name an open request about the same job at another pull request.',
    read: (takenOver) => ({ takeOver: takenOver }),
  };
}
