import { ask, askForReview } from '#domain/request/decide/asking.ts';
import { recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { endEverything } from '#domain/request/decide/ending.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import { successorOf } from '#domain/request/related.ts';
import { isClosed } from '#domain/request/state.ts';

/** Q2, I11: confirm the address, answer what was asked back, or withdraw. */
export function answerContributor(deciding: Deciding, answering: Answering): { refused: Refusal } | undefined {
  const { draft, at } = deciding;
  if (isClosed(draft.state)) return refuse('not_possible_now', 'the request is over');
  recordAnswer(deciding, answering);
  switch (answering.action) {
    case 'withdraw':
      endEverything(deciding, 'contributor', 'the request was withdrawn');
      draft.record({ fact: 'withdrawn', at });
      return undefined;
    case 'supersede': {
      const by = successorOf(draft.state);
      endEverything(deciding, 'superseded', 'a newer request took its place');
      draft.record({ fact: 'withdrawn', at, ...(by === undefined ? {} : { supersededBy: by.requestId }) });
      return undefined;
    }
    case 'confirm':
      draft.record({ fact: 'confirmed' });
      ask(deciding, 'withdraw');
      return undefined;
    default:
      draft.record({ fact: 'contributor_answered', edits: answering.details.edits ?? {} });
      askForReview(deciding);
      return undefined;
  }
}
