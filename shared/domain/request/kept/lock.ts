/**
 * X7. The lock on one person's links to one question, and how often they were given new ones: links and codes of an earlier round
 * are dead, those of the newest have five tries of their own.
 */
export interface Lock {
  question: number;
  /** Person id, or `contributor`. */
  person: string;
  round: number;
  locked: boolean;
}
