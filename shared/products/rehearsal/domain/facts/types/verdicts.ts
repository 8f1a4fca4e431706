import type { Instant } from '#kernel/time.ts';
import type { Approval } from '#contexts/plans/domain/job/state.ts';

export type VerdictFact =
  | { fact: 'verdict_asked'; step: string; question: number; allowance?: string }
  /** The admins are asked for them now; `together`: the question under which they are put. */
  | { fact: 'verdicts_wanted'; questions: number[]; together?: number }
  | { fact: 'verdict_awaited' }
  | { fact: 'first_approved'; step: string; question: number; approval: Approval }
  | { fact: 'first_approval_undone'; step: string; by: string }
  | { fact: 'job_approved'; step: string; approval: Approval }
  | { fact: 'job_rejected'; step: string; reason: string; by: string; at: Instant }
  | {
      fact: 'verdict_undone';
      step: string;
      question: number;
      revived: string[];
      /** A7. The other admin's approval, which stands. */ standing?: Approval;
    };
