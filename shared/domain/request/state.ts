import type { Instant } from '#kernel/time.ts';
import type { Clock } from '#domain/clock/state.ts';
import type { Deployment } from '#domain/deployment/state.ts';
import type { Submission, Warning } from '#domain/intake/submission.ts';
import type { Job } from '#domain/job/state.ts';
import type { Base } from '#domain/pull-request/base.ts';
import type { Merge } from '#domain/pull-request/merge.ts';
import type { Gate, GateName, Waiver } from '#domain/request/gates.ts';
import type { Question } from '#domain/request/questions.ts';
import type { Authors } from '#domain/request/kept/authors.ts';
import type { Hanging } from '#domain/request/kept/hanging.ts';
import type { Continued } from '#domain/request/kept/continued.ts';
import type { CutoffRecord } from '#domain/request/kept/cutoff.ts';
import type { EarlierEvidence } from '#domain/request/kept/earlier.ts';
import type { EditRecord } from '#domain/request/kept/edits.ts';
import type { Lock } from '#domain/request/kept/lock.ts';
import type { ProductionRecord } from '#domain/request/kept/production.ts';
import type { Related } from '#domain/request/kept/related.ts';

export type Via = 'webhook' | 'form';

/** What stands with a request whatever its status. */
export interface RequestCommon {
  id: string;
  /** Number of the last command that changed it; the timeline has one entry per version. */
  version: number;
  via: Via;
  submission: Submission;
  warnings: Warning[];
  submittedAt: Instant;
  backend: string;
  /** The pull request's head that everything is bound to (G1); absent until the first look. */
  headSha?: string;
  base?: Base;
  /** G11. Who wrote the change, at that head; absent until the host was asked. */
  authors?: Authors;
  /** I11. Others about the same, as they were found; at most 20. */
  related?: Related[];
  /** I14, I19. What the evidence of the request that it repeats, or of its own at the pull request before, is worth at one head. */
  earlier?: EarlierEvidence;
  /** I19. When it went on at another pull request, oldest first. */
  continued?: Continued[];
  /** A9. What became of its jobs in production, newest last. */
  production?: ProductionRecord[];
  /** A9. In which round people were asked for it after its release. */
  productionAsked?: { release: string; round: number };
  /** G11. Since when it is known that every admin is an author. */
  nobodyDecides?: Instant;
  /** Q2. What the contributor changed of their answers, and what stood there before. */
  edited?: EditRecord[];
  gates: Gate[];
  waivers: Waiver[];
  /** G7. Gates that are pending, and since when. */
  hanging?: Hanging[];
  /** G9. Since when, and by which gates, it has been held where it is; absent while they hold. */
  fallen?: { since: Instant; gates: GateName[] };
  jobs: Job[];
  questions: Question[];
  clocks: Clock[];
  /** X7. Who typed wrong codes too often, and who was given new links. */
  locks?: Lock[];
  /** A3. Absent until a merge is wanted, or seen. */
  merge?: Merge;
  /** Person id of the admin who took it. */
  assignee?: string;
  /** When it first joined the queue; kept when it queues again (Q4). */
  queuedSince?: Instant;
  /** C4. How it stood when releases were cut, oldest first. */
  cutoffs?: CutoffRecord[];
  /** C8. Why its turn was held, and until when; an override counts for the next turn alone. */
  held?: { freezes: string[]; until: Instant; overridden?: { by: string; reason: string; at: Instant } };
  /** The newest turn on the backend; its lease is held until the turn's state is `ended`. */
  turn?: Deployment;
}

/** What is still before a decision, and the ends. Fields that only one state has stand with it. */
export type RequestState = RequestCommon &
  (
    | { status: 'waiting_for_confirmation' }
    | { status: 'waiting_for_gates' }
    | { status: 'in_review' }
    | { status: 'returned'; askedBack: string; /** G7. Its gates have not all passed yet. */ from?: 'waiting_for_gates' }
    | { status: 'queued' }
    | { status: 'deploying' }
    | { status: 'deployment_failed'; why: string }
    | { status: 'running' }
    | { status: 'awaiting_verdict' }
    | { status: 'on_hold' }
    | { status: 'approved'; approvedAt: Instant; approvedBy: string }
    | { status: 'completed'; why: WhyCompleted; completedAt: Instant; /** Whoever approved last. */ completedBy?: string }
    | { status: 'rejected'; reason: string; rejectedAt: Instant; rejectedBy: string }
    | {
        status: 'withdrawn';
        withdrawnAt: Instant;
        /** The request that took its place. */ supersededBy?: string;
        /** I16. */ unconfirmed?: true;
      }
  );

export type Status = RequestState['status'];

/** A6. `proved`: all that was wanted is proved, and there is nothing to merge; `only_removes`: it only removes jobs, so there is nothing to test. */
export type WhyCompleted = 'proved' | 'only_removes';

type EndedWell = Extract<RequestState, { status: 'approved' | 'completed' }>;

/** Nothing stands against it: approved, or completed (A6). */
export function endedWell(state: RequestState): state is EndedWell {
  return state.status === 'approved' || state.status === 'completed';
}

export function endedWellAt(state: EndedWell): Instant {
  return state.status === 'approved' ? state.approvedAt : state.completedAt;
}

/** Nothing more will happen by itself. A decision that is undone within its time opens it again (A5). */
export function isClosed(state: RequestState): boolean {
  return endedWell(state) || state.status === 'rejected' || state.status === 'withdrawn';
}

/** Whose request it is, and who took it: what decides who hears of it. */
export type WhoseRequest = Pick<RequestState, 'submission' | 'assignee' | 'authors' | 'continued'>;

/** As if nobody had taken it. Made of the whole: a copy that leaves out who may not decide (authors, `continued`) asks them, and refuses their answer. */
export function nobodys({ assignee: _whose, ...rest }: WhoseRequest): WhoseRequest {
  return rest;
}
