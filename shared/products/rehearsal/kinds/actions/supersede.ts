import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { endEverything } from '#products/rehearsal/domain/decide/ending.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { successorOf } from '#products/rehearsal/domain/related.ts';

/** I11. */
export const supersede: ActionKind = {
  label: 'Replace',
  rank: 60,
  done: 'Replaced',
  consequence: 'This older request is closed and its runs are stopped; your newer one goes on. This cannot be undone.',
  isDrastic: true,
  decide: { supersede: replace },
};

function replace(deciding: Deciding, answering: Answering): undefined {
  const { draft, at } = deciding;
  recordAnswer(deciding, answering);
  const by = successorOf(draft.state);
  endEverything(deciding, 'superseded', 'a newer request replaced it');
  draft.record({ fact: 'withdrawn', at, ...(by === undefined ? {} : { supersededBy: by.requestId }) });
}
