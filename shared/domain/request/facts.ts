import type { Duration, Instant } from '#domain/time.ts';
import type { Actor } from '#domain/people.ts';
import type { Submission, Warning, ExpectedOutput } from '#domain/intake/submission.ts';
import type { Clock } from '#domain/clock/state.ts';
import type { Deployment, StepKind } from '#domain/deployment/state.ts';
import type { Approval } from '#domain/job/state.ts';
import type { CutoffRecord } from '#domain/request/cutoff.ts';
import type { MailEffect } from '#domain/request/effects.ts';
import type { Authors } from '#domain/request/authors.ts';
import type { Gate, GateName, Waiver } from '#domain/request/gates.ts';
import type { Action, QuestionKind } from '#domain/request/questions.ts';
import type { ProductionRecord } from '#domain/request/production.ts';
import type { PullRequest, Successor } from '#domain/request/continued.ts';
import type { EarlierEvidence } from '#domain/request/earlier.ts';
import type { Related } from '#domain/request/related.ts';
import type { Base } from '#domain/pull-request/base.ts';
import type { Via, WhyCompleted } from '#domain/request/state.ts';
import type { CancelReason, Run, RunResult } from '#domain/run/state.ts';

/** What a contributor may still change of their answers (Q2). */
export interface Edits {
  documentId?: string;
  reason?: string;
  targetRelease?: string;
  expectedOutput?: { step: string; lines: ExpectedOutput[] }[];
}

/** What happened, as data. A request's state is the fold of its facts, in the order of the timeline (Z1). */
export type Fact =
  | { fact: 'submitted'; id: string; via: Via; submission: Submission; warnings: Warning[]; backend: string; at: Instant }
  | { fact: 'confirmed' }
  /** `at`: entries of earlier versions have none. */
  | { fact: 'gates_recorded'; headSha?: string; base?: Base; gates: Gate[]; authors?: Authors; at?: Instant }
  | { fact: 'related_found'; related: Related[] }
  | { fact: 'head_moved'; from: string; to: string }
  /** G10. At the same head. */
  | { fact: 'base_moved'; from: Base; to: Base }
  /** I19. `by`: a person’s id, `contributor`, or the operator. */
  | { fact: 'continued_at'; from: PullRequest; to: PullRequest; at: Instant; by: string; reason?: string; successor?: Successor }
  /** G9. It is held where it is, and goes on again. */
  | { fact: 'gates_fell'; gates: GateName[]; at: Instant }
  | { fact: 'gates_hold'; at: Instant }
  | { fact: 'gate_waived'; waiver: Waiver }
  | { fact: 'gates_passed' }
  /** G11. Every server-jobs admin is an author of the change. */
  | { fact: 'nobody_decides'; at: Instant }
  | {
      fact: 'asked';
      question: number;
      kind: QuestionKind;
      step?: string;
      covers?: number[];
      at: Instant;
      /** W1. */ said?: string;
      /** B4. The operator who has it asked. */ putBy?: string;
    }
  | { fact: 'answered'; question: number; action: Action; by: Actor; at: Instant; comment: string }
  | { fact: 'question_closed'; question: number }
  | { fact: 'clock_started'; clock: string; kind: Clock['kind']; at: Instant; dueAt: Instant; promised?: Duration; runs?: string[] }
  | { fact: 'clock_paused'; clock: string; at: Instant; remaining: Duration }
  | { fact: 'clock_resumed'; clock: string; dueAt: Instant; at?: Instant }
  | { fact: 'clock_reminded'; clock: string; at: Instant; rung: number; askedNext?: string }
  | { fact: 'clock_breached'; clock: string; at: Instant; rung: number; askedNext?: string }
  | { fact: 'clock_stopped'; clock: string; at: Instant; left?: Duration; answeredBy?: string }
  | { fact: 'assigned'; to: string }
  | { fact: 'deferred'; release: string }
  | { fact: 'cutoff_passed'; record: CutoffRecord; at: Instant }
  | { fact: 'backend_chosen'; backend: string }
  | { fact: 'returned'; question: string }
  | {
      fact: 'contributor_answered';
      edits: Edits;
      /** The question, and when; entries of earlier versions say neither. */ question?: number;
      at?: Instant;
    }
  /** Q2. Without being asked. */
  | { fact: 'request_edited'; edits: Edits; at: Instant }
  | { fact: 'queued'; since: Instant }
  | { fact: 'turn_granted'; turn: Deployment }
  | { fact: 'turn_held'; freezes: string[]; until: Instant; at: Instant }
  | { fact: 'freeze_overridden'; freezes: string[]; reason: string; by: string; at: Instant }
  | { fact: 'test_ref_made'; testRef: string; testSha: string; base?: Base }
  | { fact: 'deploy_step_started'; step: string; at: Instant; question?: number }
  | { fact: 'deploy_step_ended'; step: string; at: Instant; passed: boolean; note: string }
  | { fact: 'regression_cleared'; step: string; by: string; reason: string }
  | { fact: 'version_lost'; why: string }
  | { fact: 'deployed'; at: Instant }
  | { fact: 'deployment_failed'; why: string }
  | { fact: 'clearing_begun'; steps: { name: string; kind: StepKind }[]; at: Instant }
  | { fact: 'turn_ended'; at: Instant }
  | { fact: 'evidence_compared'; earlier: EarlierEvidence }
  | { fact: 'run_reused'; step: string; run: Run }
  | { fact: 'run_intended'; step: string; run: Run }
  | { fact: 'run_launched'; run: string }
  | { fact: 'run_started'; run: string; at: Instant }
  | { fact: 'run_ended'; run: string; at: Instant; how: 'done' | 'failed'; result: RunResult }
  | { fact: 'run_cancel_requested'; run: string; reason: CancelReason; at: Instant }
  | { fact: 'run_cancelled'; run: string; reason: CancelReason; at: Instant }
  | { fact: 'run_lost'; run: string; why: string; at: Instant }
  | { fact: 'retry_planned'; step: string; cause: string }
  | { fact: 'verdict_asked'; step: string; question: number; allowance?: string }
  /** The admins are asked for them now; `together`: the question under which they are put. */
  | { fact: 'verdicts_wanted'; questions: number[]; together?: number }
  | { fact: 'invalid_data_found'; step: string; question: number; held: string[] }
  | { fact: 'invalid_data_settled'; step: string; resumed: string[] }
  /** R13. The contributor is asked before anything that writes builds on it; the admins may say that it goes on without. */
  | { fact: 'word_asked'; step: string; run: string; question: number; waiver: number }
  | { fact: 'word_given'; step: string; run: string; text: string; at: Instant }
  | { fact: 'word_waived'; step: string; run: string; text: string; by: string; at: Instant }
  /** Something is wrong with it: its verdict is asked for again, by this question. */
  | { fact: 'word_refused'; step: string; run: string; text: string; at: Instant; question: number }
  | { fact: 'rerun_ordered'; step: string; reason: string }
  | { fact: 'first_approved'; step: string; question: number; approval: Approval }
  | { fact: 'first_approval_undone'; step: string; by: string }
  | { fact: 'job_approved'; step: string; approval: Approval }
  | { fact: 'job_rejected'; step: string; reason: string; by: string; at: Instant }
  | { fact: 'jobs_cancelled'; steps: string[]; reason: string }
  | { fact: 'verdict_awaited' }
  | { fact: 'put_on_hold' }
  | { fact: 'approved'; by: string; at: Instant }
  | { fact: 'completed'; why: WhyCompleted; at: Instant; by?: string }
  /** A9. */
  | { fact: 'production_recorded'; record: ProductionRecord }
  /** Nobody has told it so long after the release. */
  | { fact: 'production_awaited'; release: string; round: number; at: Instant }
  | { fact: 'files_left_over'; release: string; at: Instant; files: string[] }
  | { fact: 'merge_wanted'; sha: string }
  | { fact: 'merge_begun'; sha: string }
  | { fact: 'merge_refused'; sha: string; why: string; at: Instant }
  | { fact: 'merged'; sha: string; /** The commit that the base got, or has now. */ into: string; tested: boolean; at: Instant }
  | { fact: 'rejected'; reason: string; by: string; at: Instant }
  | {
      fact: 'withdrawn';
      at: Instant;
      supersededBy?: string;
      /** I16. Nobody did it: the address was not confirmed in time. */ unconfirmed?: true;
    }
  /** X7. */
  | { fact: 'locked_out'; question: number; person: string; at: Instant }
  | { fact: 'links_renewed'; question: number; person: string; why: 'reminder' | 'again' | 'operator'; at: Instant; by?: string }
  | { fact: 'mail_ordered_again'; mail: string; effect: MailEffect }
  | { fact: 'contributor_forgotten'; at: Instant }
  | {
      fact: 'verdict_undone';
      step: string;
      question: number;
      revived: string[];
      /** A7. The other admin's approval, which stands. */ standing?: Approval;
    };

export type FactName = Fact['fact'];
export type FactOf<N extends FactName> = Extract<Fact, { fact: N }>;
