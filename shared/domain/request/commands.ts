import type { Instant } from '#domain/time.ts';
import type { Actor } from '#domain/people.ts';
import type { Submission, Warning } from '#domain/intake/submission.ts';
import type { Edits } from '#domain/request/edits.ts';
import type { MailEffect } from '#domain/mail/effect.ts';
import type { Authors } from '#domain/request/authors.ts';
import type { Gate, GateName } from '#domain/request/gates.ts';
import type { Action } from '#domain/request/questions.ts';
import type { ProductionOutcome } from '#domain/request/production.ts';
import type { PullRequest, Successor } from '#domain/request/continued.ts';
import type { Compared } from '#domain/request/earlier.ts';
import type { Looked } from '#domain/request/fallen.ts';
import type { Related } from '#domain/request/related.ts';
import type { Base } from '#domain/pull-request/base.ts';
import type { Via } from '#domain/request/state.ts';
import type { RunEnding } from '#domain/run/judge.ts';

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

/** What is asked of one request. `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
export type Command = { id: string; at: Instant; by: Actor } & (
  | { command: 'submit'; requestId: string; via: Via; submission: Submission; warnings: Warning[]; backend: string }
  | {
      command: 'record_gates';
      /** What was looked at, as its key; left out, it does not matter. */
      change?: string;
      headSha: string | undefined;
      base?: Base;
      gates: Gate[];
      /** G11. Left out when the host could not be asked. */
      authors?: Authors;
      earlier?: Compared;
      /** A6. At that head the pull request does nothing but remove jobs. */
      onlyRemoves?: boolean;
      /** The head on record when the look began; left out, it does not matter. */
      since?: string | undefined;
      /** G9. Something waits on this very look: what could not be seen holds, too. */
      awaited?: true;
    }
  /** A6. What was still there of a one-off job so long after its release. */
  | { command: 'record_left_over'; release: string; files: string[] }
  | { command: 'record_related'; related: Related[] }
  /** I19. `successor`: the request there, which gives way in the same transaction; `operator`: an admin has decided it. */
  | { command: 'continue_at'; to: PullRequest; successor?: Successor; operator?: string; reason?: string; looked?: Looked }
  /** I19. The other half of it. */
  | { command: 'give_way'; to: string; operator: string }
  /** A9. `operator` is whoever told. */
  | { command: 'remind_production'; release: string; round: number }
  | { command: 'record_production'; step: string; outcome: ProductionOutcome; text: string; operator: string }
  /** `looked`: G9, for what is decided only while the gates hold. */
  | { command: 'answer'; question: number; action: Action; details: AnswerDetails; looked?: Looked }
  | {
      command: 'undo';
      question: number;
      /** Of several that were put together: the jobs' own questions; left out, all of this person's. */ only?: readonly number[];
    }
  /** I16. Its address was not confirmed in time; until then nothing comes of it. */
  | { command: 'end_unconfirmed' }
  /** N8. `mail`: key of the one that is sent once more. */
  | { command: 'send_again'; mail: string; effect: MailEffect }
  /** X7. `round`: of the links that were tried. */
  | { command: 'lock_out'; question: number; person: string; round: number }
  /** X7, B4. Everybody who is locked out, or one person. */
  | { command: 'unlock'; operator: string; person?: string }
  /** W1. Said on the request's page. */
  | { command: 'raise_concern'; text: string }
  /** Z4. The contributor's data has been kept for as long as the settings say. */
  | { command: 'forget_contributor' }
  /** R10, B4. By an operator, whatever it is doing; `operator` is their name on the record. */
  | { command: 'stop'; reason: string; operator: string }
  /** G7. A gate may have been pending for too long by now. */
  | { command: 'call_admins' }
  /** G7, B4. By an operator who is an admin, or for one; without a reason the admins are asked. */
  | { command: 'waive_gates'; gates: GateName[]; operator: string; as?: string; reason?: string }
  | { command: 'climb_ladder'; clock: string; /** Of the run of the clock that the ladder was laid for. */ dueAt: Instant }
  /** C4. `to`: the next row of the calendar; none when it ends. */
  | { command: 'cut_off'; release: string; cutoff: Instant; to?: string; /** C1. Its name while it had no date. */ estimate?: string }
  | { command: 'begin_merge'; sha: string; looked?: Looked }
  /** `change`: what is merged, as its key; left out, it does not matter. */
  | { command: 'record_merge'; change?: string; sha: string; into: string; testedElsewhere?: boolean }
  | { command: 'refuse_merge'; sha: string; why: string }
  | { command: 'grant_turn'; fencing: number }
  /** C8. Its turn would come, and its backend is frozen. */
  | { command: 'hold_turn'; freezes: string[]; until: Instant }
  /** C8, B4. Wherever it stands in the queue. Without a reason whoever may override is asked. */
  | { command: 'override_freeze'; operator: string; reason?: string }
  /** R13, B4. The contributor's word on an audit is not waited for; left out, on whichever it is awaited. */
  | { command: 'waive_word'; operator: string; reason: string; step?: string }
  /** `base`: G10, what the head was merged onto. */
  | { command: 'record_test_ref'; fencing: number; testRef: string; testSha: string; base?: Base }
  | { command: 'start_deploy_step'; fencing: number; step: string }
  | { command: 'end_deploy_step'; fencing: number; step: string; passed: boolean; note: string }
  | { command: 'fail_deployment'; fencing: number; why: string }
  | { command: 'record_launch'; run: string }
  | { command: 'start_run'; run: string; fencing: number }
  | { command: 'end_run'; run: string; fencing: number; ending: RunEnding }
  | { command: 'cancel_confirmed'; run: string }
  | { command: 'lose_run'; run: string; why: string }
);

export type CommandName = Command['command'];
export type CommandOf<N extends CommandName> = Extract<Command, { command: N }>;
