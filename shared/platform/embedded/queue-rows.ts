import type { Instant } from '#kernel/time.ts';

export interface NewTask {
  queue: string;
  name: string;
  kind: string;
  payload: string;
  dueAt: Instant;
}

export interface StoredTask extends NewTask {
  id: number;
  /** Attempts started, this one included once it has begun. */
  attempts: number;
  /** Attempts that were answered, with anything but a 5xx. */
  answers: number;
}

export interface DeadTask {
  queue: string;
  name: string;
  kind: string;
  payload: string;
  attempts: number;
  error: string;
  diedAt: Instant;
}

/** What the queue keeps on the disk. Synchronous; each call is one transaction. */
export interface QueueTables {
  /** For each task, whether its name was free. On the disk when this returns. */
  insert(tasks: readonly NewTask[]): boolean[];
  due(queue: string, now: Instant, limit: number): StoredTask[];
  nextDue(queue: string): Instant | undefined;
  begin(tasks: readonly StoredTask[]): void;
  finish(id: number, now: Instant): void;
  retry(id: number, dueAt: Instant, answered: boolean): void;
  bury(task: StoredTask, error: string, now: Instant): DeadTask;
  /** An attempt that we broke off ourselves: as if it had never begun. */
  giveBack(id: number): void;
  /** After a start: what was running when the process ended waits again. */
  recover(now: Instant): void;
  /** Tasks whose kind or queue the table no longer knows. */
  waitingKinds(): { kind: string; queue: string }[];
  moveKind(kind: string, from: string, to: string): void;
  waitingOf(kind: string): StoredTask[];
  purge(now: Instant): void;
  deadTasks(limit: number): DeadTask[];
  counts(): { waiting: number; running: number; dead: number; remembered: number; bytes: number };
  close(): void;
}
