import type { GateName } from '#contexts/gates/domain/gates.ts';
import type { Action } from '#products/rehearsal/domain/questions.ts';
import type { PullRequest } from '#contexts/intake/domain/kept/continued.ts';
import type { Edits } from '#contexts/intake/domain/kept/edits.ts';

/** One of several verdicts that are given at once. */
export interface Judgement {
  /** The job's own question. */
  question: number;
  action: Action;
  comment: string;
  overrideReason?: string;
}

/** G7. `seen`: print of what kept it from passing where the person read it; left out, they read no page. */
export interface NamedGate {
  gate: GateName;
  seen?: string;
}

/** What the person who answers may add to an action. */
export interface AnswerDetails {
  comment: string;
  /** `accept`: on which backend. */
  backend?: string;
  /** `assign`: to whom (person id). */
  assignee?: string;
  /** `defer`: to which release. */
  release?: string;
  /** `approve`: why the output is good although the comparison does not say so (A1). */
  overrideReason?: string;
  /** Verdicts on several jobs: one for each that is decided; the others stay open. Left out, the action is meant for all that it fits. */
  judgements?: readonly Judgement[];
  /** A9: of which jobs; left out, of all that are approved. */
  steps?: readonly string[];
  /** `waive`: which gates, each as it was shown; left out where there is but one. */
  gates?: readonly NamedGate[];
  /** `answer`: what is changed of the answers (Q2). */
  edits?: Edits;
  /** `continue`: the pull request at which it goes on. */
  continueAt?: PullRequest;
  /** `take_over`: the id of the request that goes on in place of this one. */
  takeOver?: string;
}
