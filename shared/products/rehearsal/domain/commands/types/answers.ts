import type { AnswerDetails } from '#products/rehearsal/domain/answer-details.ts';
import type { Action } from '#products/rehearsal/domain/questions.ts';
import type { Looked } from '#products/rehearsal/domain/kept/looked.ts';

export type AnswerCommand =
  /** `looked`: G9, for what is decided only while the gates hold. */
  | {
      command: 'answer';
      question: number;
      action: Action;
      details: AnswerDetails;
      looked?: Looked;
      /** N3: of the link by which it comes. */ link?: { round: number };
    }
  | {
      command: 'undo';
      question: number;
      /** Of several that were put together: the jobs' own questions; left out, all of this person's. */ only?: readonly number[];
    };
