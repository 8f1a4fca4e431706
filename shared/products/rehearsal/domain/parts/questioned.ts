import type { Clock } from '#products/rehearsal/domain/promises.ts';
import type { Lock } from '#kernel/questions/locks.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';

/** What people are asked about it, and until when. */
export interface Questioned {
  questions: Question[];
  clocks: Clock[];
  /** X7. Who typed wrong codes too often, and who was given new links. */
  locks?: Lock[];
}
