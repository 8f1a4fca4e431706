import type { AnnouncedEvent } from '#domain/announce/event.ts';
import type { QueueCommit } from '#domain/pull-request/queue-commit.ts';
import type { Change } from '#domain/intake/submission.ts';
import type { StandIn } from '#domain/request/stand-ins.ts';
import type { Instant } from '#domain/time.ts';

/** Warnings so many days before the hard cutoff, and the cutoff itself. */
export type CalendarStage = 'warn7' | 'warn3' | 'warn1' | 'cut';

/** N10. What a mail is about that is about no request: it has a thread and a ledger of its own. `id` is fit for a key. */
export interface About {
  kind: 'backend' | 'release' | 'pull_request' | 'installation';
  id: string;
}

/** About no request: what they tell, they bring along. */
export type NoticeTemplate = 'unasked_merge' | AlarmTemplate | 'cutoff_warning' | 'cutoff_passed' | 'release_report' | 'cutoff_moved';

/** What tells that something of the installation itself is wrong, or is no more. One that could not be delivered is no news: it would ring the next. */
export type AlarmTemplate = (typeof alarmTemplates)[number];
const alarmTemplates = ['dead_letters', 'agent_silent', 'agent_back', 'mails_refused', 'mails_pass'] as const;

export function isAlarm(template: string): boolean {
  return alarmTemplates.some((alarm) => alarm === template);
}

export type MailTemplate = RequestTemplate | NoticeTemplate;

export type RequestTemplate =
  | 'receipt'
  | 'confirm_address'
  | 'gates_failed'
  | 'gates_waivable'
  | 'nobody_decides'
  | 'head_moved'
  | 'base_moved'
  | 'continued'
  | 'taken_over'
  | 'gates_fell'
  | 'gates_hold'
  | 'review_request'
  | 'returned'
  | 'edited'
  | 'supersede_offer'
  | 'accepted'
  | 'rejected'
  | 'withdrawn'
  | 'deployment_failed'
  | 'manual_step'
  | 'regression'
  | 'manual_test'
  | 'run_finished'
  | 'run_lost'
  | 'verdict_request'
  | 'second_approval'
  | 'invalid_data'
  | 'word_wanted'
  | 'word_waivable'
  | 'approved'
  | 'completed'
  | 'verdict_undone'
  | 'merge_refused'
  | 'untested_merge'
  | 'production_failed'
  | 'production_wanted'
  | 'production_told'
  | 'left_over'
  | 'assigned'
  | 'answer_reminder'
  | 'answer_awaited'
  | 'turn_held'
  | 'locked_out'
  | 'concern'
  | 'concern_answered';

/** One thing to do outside the store. What it needs to know more it reads again when it is performed. */
export type Effect =
  | {
      kind: 'send_mail';
      template: MailTemplate;
      /** Person id, `contributor`, or `former_contributor` (I19). */ to: string;
      /** I19. How many contributors had the request before the one for whom it was wanted; none when left out. */ taker?: number;
      /** Hash of the contributor’s address for whom it was collected: the request may be somebody else’s by now (I19). */ whose?: string;
      question?: number;
      /** W1. The question whose answer is told. */ answered?: number;
      step?: string;
      /** Where it is about several jobs at once. */ steps?: string[];
      /** What is told that no request holds, one item a line. */ note?: string;
      clock?: string;
      /** N10. */ about?: About;
      /** C3, C4. What the cutoff is of. */ release?: string;
      /** C5. Version of the release's report. */ report?: number;
      /** Q6. It goes to both. */ standIn?: StandIn;
      /** N8. Somebody has asked for it once more, and waits. */ again?: true;
    }
  /** S2. Wakes at each rung of a clock's ladder. `dueAt` tells this run of the clock from those before and after a pause. */
  | { kind: 'keep_clock'; clock: string; dueAt: Instant }
  /** G7. Puts a gate before the admins that has hung since then. */
  | { kind: 'keep_clock'; hanging: Instant }
  /** S6. Counts the answer that stopped a clock. */
  | { kind: 'keep_clock'; clock: string; stoppedAt: Instant }
  /** A9. Wakes so long after a release, and asks what became of the jobs that are in it. */
  | { kind: 'keep_clock'; production: string; round: number }
  /** A6. Whether the files of its one-off jobs are still there. */
  | { kind: 'check_gates'; leftOver: string; once?: undefined }
  | {
      kind: 'check_gates';
      leftOver?: undefined;
      /** Because something happened there: the looks that come by themselves are another effect's. */ once?: true;
    }
  | { kind: 'offer_turn'; backend: string }
  | { kind: 'deploy_step'; fencing: number; /** Name, or undefined to make the test ref. */ step?: string }
  | { kind: 'run_job'; run: string; phase: 'launch' | 'watch' | 'cancel' | /** Z4. */ 'forget' }
  | { kind: 'run_job'; run: string; phase: 'poll'; launchedAt: Instant; /** From here on it has run for too long. */ stopAt: Instant }
  | { kind: 'update_sheet' }
  | { kind: 'update_pull_request'; /** Left out, it is told how things stand. */ what?: 'merge' | 'keep_alive' }
  /** I19. Of one that this request has left. */
  | { kind: 'update_pull_request'; what: 'left'; change: Extract<Change, { kind: 'pull_request' }> }
  /** N5. Of one that no request is for. */
  | { kind: 'update_pull_request'; what: 'unasked'; change: Extract<Change, { kind: 'pull_request' }> }
  /** A3. Of the commit that the host's merge queue has made of one. */
  | {
      kind: 'update_pull_request';
      what: 'queue';
      change: Extract<Change, { kind: 'pull_request' }>;
      queued: QueueCommit;
      /** So long what is not decided is looked at again. */ until?: Instant;
    }
  /** N6. To one channel: the chat, or a receiver of the settings. */
  | { kind: 'announce'; channel: string; event: AnnouncedEvent }
  /** C3, C4. What is to be done about a release at an instant; `cutoff` is the hard cutoff that this was planned for. */
  | {
      kind: 'keep_calendar';
      release: string;
      stage: CalendarStage;
      cutoff: Instant;
      /** Tells a further look from the first. */ again?: number;
    };

export type MailEffect = Extract<Effect, { kind: 'send_mail' }>;

/** An effect and when: at once, or not before an instant. */
export interface Wanted {
  effect: Effect;
  notBefore?: Instant;
  /** A look after something that almost always ends by itself: it costs no task, the sweep takes it up when it is due. */
  patient?: true;
}
