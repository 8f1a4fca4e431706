import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { TextField } from '#products/rehearsal/domain/fields/define.ts';
import { answerContinue } from '#products/rehearsal/domain/decide/continue.ts';
import { isPullRequestClosed } from '#products/rehearsal/domain/fallen.ts';
import { changeFields } from '#contexts/intake/domain/form/change.ts';
import { limitOf } from '#contexts/intake/domain/form/field.ts';
import { pullRequestNamed } from '#contexts/intake/domain/links.ts';

/** I19. */
export const goOnElsewhere: ActionKind = {
  label: 'Go on elsewhere',
  rank: 40,
  done: 'Sent on to another pull request',
  consequence:
    'The request moves to that pull request and keeps its id, its age and your answers. Its gates are checked there, it is reviewed again, and earlier runs count as long as the files of their jobs are identical. Everybody who was asked is told, and the old pull request names the new one.',
  unasked: 'move it to another pull request',
  fields: [pullRequestField()],
  isPossible: mayGoOn,
  decide: { withdraw: answerContinue, gates: answerContinue },
};

/** As far as it can be known before the other pull request is. Whoever may waive its gates can say so once its own is closed, and another one has taken its place. */
function mayGoOn({ submission, merge, status, gates }: Holdable, { kind }: Question): boolean {
  if (submission.change.kind !== 'pull_request' || merge?.state === 'merged' || merge?.state === 'begun') return false;
  return kind !== 'gates' || (status !== 'approved' && isPullRequestClosed(gates));
}

/** Kept as what it is, not as it was typed. */
function pullRequestField(): TextField {
  return {
    kind: 'text',
    name: 'pullRequest',
    label: 'Pull request to move it to',
    hint: ({ state }, { changeText }) => `Give its address, in the same repository. The request is at ${changeText(state.submission)} now.`,
    ...limitOf(changeFields.pullRequest),
    missing: 'Give the address of the pull request.',
    problem(value, { state }) {
      const parsed = pullRequestNamed(value, state.submission.change);
      return parsed.ok ? undefined : parsed.message;
    },
    read(value, { state }) {
      const parsed = pullRequestNamed(value, state.submission.change);
      return parsed.ok ? { continueAt: { kind: 'pull_request', ...parsed.value } } : {};
    },
  };
}
