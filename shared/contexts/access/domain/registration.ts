import type { FunctionLimits, Grants, SecretName } from '#contexts/access/domain/function.ts';
import type { QueueFigures } from '#kernel/task-queue.ts';
import { MINUTE, SECOND } from '#kernel/time.ts';

/** What functions, queues, identities, grants and routes are made of, for one kind of effect of any product. `F`: the name of its function, and of its queue. */
export interface Registration<F extends string = string> {
  function: F;
  queue: QueueFigures;
  limits: FunctionLimits;
  secrets: readonly SecretName[];
  grants: Grants;
  /** Other kinds that its performer makes tasks of itself: no doorbell rings for a mail that no version of a request asked for. */
  alsoFills: readonly string[];
  /** How often the sweep replays it once it was given up (B6): for what nothing else would ever ask for again. */
  replays: number;
}

/** What most kinds have alike is left out. */
export type Registered<F extends string> = Pick<Registration<F>, 'function' | 'secrets' | 'grants'> &
  Partial<Pick<Registration<F>, 'alsoFills' | 'replays'>> & {
    queue?: Partial<QueueFigures>;
    limits: Omit<FunctionLimits, 'memory'> & Partial<FunctionLimits>;
  };

const usual: QueueFigures = {
  ratePerSecond: 50,
  concurrency: 10,
  maxAttempts: 10,
  minBackoff: SECOND,
  maxBackoff: 5 * MINUTE,
  deadline: MINUTE,
};

/** With what was left out. What a product says more of its kinds stays as it is. */
export function registered<F extends string, G extends Registered<F>>(given: G): G & Registration<F> {
  return {
    alsoFills: [],
    replays: 0,
    ...given,
    queue: { ...usual, ...given.queue },
    limits: { memory: 256, ...given.limits },
  };
}
