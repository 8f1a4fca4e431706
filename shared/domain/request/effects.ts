import type { AnnouncedEvent } from '#domain/announce/event.ts';
import type { QueueCommit } from '#domain/pull-request/queue-commit.ts';
import type { Change } from '#domain/intake/submission.ts';
import type { MailEffect } from '#domain/mail/effect.ts';
import type { Instant } from '#domain/time.ts';

/** Warnings so many days before the hard cutoff, and the cutoff itself. */
export type CalendarStage = 'warn7' | 'warn3' | 'warn1' | 'cut';

/** One thing to do outside the store. What it needs to know more it reads again when it is performed. */
export type Effect =
  | MailEffect
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

/** An effect and when: at once, or not before an instant. */
export interface Wanted {
  effect: Effect;
  notBefore?: Instant;
  /** A look after something that almost always ends by itself: it costs no task, the sweep takes it up when it is due. */
  patient?: true;
}
