import { z } from 'zod';
import { HOUR, MINUTE, SECOND, type Duration } from '#domain/time.ts';

/** Every task says only which effect to perform: the effect's document is the data. */
export const effectTask = z.strictObject({
  effectKey: z.string().min(1).max(300),
  dispatch: z.int().min(1),
});
export type EffectTask = z.infer<typeof effectTask>;

export interface TaskRoute {
  /** Name of the queue; one queue per kind, so that a slow service delays only itself. */
  queue: string;
  /** The function that performs it, and its folder under functions/. */
  function: string;
  /** Most tasks started per second, and most under way at once. */
  ratePerSecond: number;
  concurrency: number;
  /** The task is dead after this many attempts; the effect then too. */
  maxAttempts: number;
  minBackoff: Duration;
  maxBackoff: Duration;
  /** How long one attempt may take before the queue gives up on its answer. */
  deadline: Duration;
}

function route(name: string, over: Partial<TaskRoute> = {}): TaskRoute {
  return {
    queue: name,
    function: name,
    ratePerSecond: 50,
    concurrency: 10,
    maxAttempts: 10,
    minBackoff: SECOND,
    maxBackoff: 5 * MINUTE,
    deadline: MINUTE,
    ...over,
  };
}

/** Effect kind → where it is performed. `infra/` declares the same queues with the same figures. */
export const taskRoutes = {
  send_mail: route('send-mail', { ratePerSecond: 20, concurrency: 4 }),
  check_gates: route('check-gates'),
  offer_turn: route('offer-turn', { concurrency: 1 }),
  keep_clock: route('keep-clock'),
  deploy_step: route('deploy-branch', { deadline: 5 * MINUTE }),
  run_job: route('run-job', { deadline: 5 * MINUTE }),
  // One at a time: a release is cut page by page.
  keep_calendar: route('keep-calendar', { concurrency: 1, deadline: 5 * MINUTE }),
  // Many at once: the sheet's adapter writes all that come within two seconds as one batch.
  update_sheet: route('update-sheet', { ratePerSecond: 20, concurrency: 20 }),
  // Other people's programs may be away for half a day.
  announce: route('announce-event', { ratePerSecond: 10, maxAttempts: 20, maxBackoff: HOUR }),
  // One at a time: two at once could both find no comment yet, and both make one.
  update_pull_request: route('update-pull-request', { ratePerSecond: 5, concurrency: 1 }),
} satisfies Record<string, TaskRoute>;

export type TaskKind = keyof typeof taskRoutes;
export type TaskPayload<_K extends TaskKind> = EffectTask;
export const taskKinds = Object.keys(taskRoutes) as TaskKind[];
