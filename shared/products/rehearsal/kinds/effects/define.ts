import type { EffectName } from '#products/rehearsal/kinds/effects/names.ts';
import type { FunctionLimits, Grants, SecretName } from '#products/rehearsal/domain/function.ts';
import type { Command } from '#products/rehearsal/domain/commands.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Header } from '#kernel/process.ts';
import type * as kernel from '#kernel/subject.ts';
import type { QueueFigures } from '#kernel/task-queue.ts';
import { MINUTE, SECOND, type Instant } from '#kernel/time.ts';

/** Whose state it is given: a request’s; one’s only where it belongs to one; its process’s, of whatever kind that is; or nobody’s. */
export type Subject = 'request' | 'either' | 'process' | 'none';

/**
 * Everything about one kind of effect but how it is performed (`shared/products/rehearsal/app/performers/<kind>.ts`): queue, function, identity,
 * grants, routes and infra/google are made from it. `P` is what is stored of one, `F` the function that performs it: it has the name of the
 * kind unless it is given, and is the name of its queue too.
 */
export interface EffectKind<P extends Payload, S extends Subject = 'request', F extends string = Dashed<P['kind']>> {
  function: F;
  queue: QueueFigures;
  limits: FunctionLimits;
  secrets: readonly SecretName[];
  grants: Grants;
  /** Other kinds that its performer makes tasks of itself: no doorbell rings for a mail that no version of a request asked for. */
  alsoFills: readonly EffectName[];
  subject: S;
  /** For its type alone: what is stored of one. */
  payload?: P;
  /** How often the sweep replays it once it was given up (B6): for what nothing else would ever ask for again. */
  replays: number;
  /** What the request, or process, must hear when it is given up: without it, it would wait for ever, and hold its backend. */
  onGivenUp(given: GivenUp<P, S>, why: string): Said<S> | undefined;
}

export interface Payload {
  kind: string;
}

interface GivenUp<P, S extends Subject> {
  key: string;
  effect: P;
  subject: kernel.Subject;
  state: S extends 'process' ? unknown : Tested & Allocated & Mergeable;
}

/** A command, once it is known when. */
type Said<S extends Subject> = (at: Instant) => S extends 'process' ? Header : Exclude<Command, { command: 'submit' }>;

/** Who speaks when an effect is given up. */
export const deadLetters = { kind: 'system', part: 'dead letters' } as const;

type Dashed<K extends string> = K extends `${infer A}_${infer B}` ? `${A}-${Dashed<B>}` : K;

/** What most kinds have alike is left out. A dead letter that nobody waits for says nothing to its request. */
export type Defined<P extends Payload, S extends Subject, F extends string> = Pick<
  EffectKind<P, S, F>,
  'function' | 'secrets' | 'grants' | 'subject'
> &
  Partial<Pick<EffectKind<P, S, F>, 'alsoFills' | 'replays' | 'onGivenUp'>> & {
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

export function defineEffect<P extends Payload, S extends Subject, F extends string>(given: Defined<P, S, F>): EffectKind<P, S, F> {
  return {
    alsoFills: [],
    replays: 0,
    onGivenUp: () => undefined,
    ...given,
    queue: { ...usual, ...given.queue },
    limits: { memory: 256, ...given.limits },
  };
}
