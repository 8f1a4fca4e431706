import type { Subject } from '#kernel/subject.ts';

/**
 * What an action link says: this person may do this action in answer to this question of this process.
 * Each text is made of [a-z0-9_-], at least one.
 */
export interface LinkClaims {
  subject: Subject;
  /** Number of the question that was asked of the person; a new question (after a change, a new run) has a new number. */
  question: number;
  action: string;
  /** Person id, never an address. */
  person: string;
  /** X7. How often the person was given new links to this question; 0 when left out. */
  round?: number;
}

/** A confirmation code belongs to one person and one question, whatever action they choose. */
export type CodeClaims = Pick<LinkClaims, 'subject' | 'question' | 'person' | 'round'>;
