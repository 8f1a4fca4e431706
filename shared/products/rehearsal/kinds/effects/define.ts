import type { EffectName } from '#products/rehearsal/kinds/effects/names.ts';
import { registered, type Registered, type Registration } from '#contexts/access/domain/registration.ts';
import type { Command } from '#products/rehearsal/domain/commands.ts';
import type { Owners } from '#contexts/operations/domain/owner.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Header } from '#kernel/process.ts';
import type * as kernel from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

/** Whose state it is given: a request’s; that of what mails tell of, where it belongs to one (N10); its process’s, of whatever kind that is; or nobody’s. */
export type Subject = 'request' | 'either' | 'process' | 'none';

/**
 * Everything about one kind of effect but how it is performed (`shared/products/rehearsal/app/performers/<kind>.ts`): queue, function, identity,
 * grants, routes and infra/google are made from it. `P` is what is stored of one, `F` the function that performs it: it has the name of the
 * kind unless it is given, and is the name of its queue too.
 */
export interface EffectKind<
  P extends Payload,
  S extends Subject = 'request',
  F extends string = Dashed<P['kind']>,
> extends Registration<F> {
  alsoFills: readonly EffectName[];
  subject: S;
  /** For its type alone: what is stored of one. */
  payload?: P;
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
  /** Whoever owns operations in this installation. */
  owners: Owners;
}

/** A command, once it is known when. */
type Said<S extends Subject> = (at: Instant) => S extends 'process' ? Header : Exclude<Command, { command: 'submit' }>;

/** Who speaks when an effect is given up. */
export const deadLetters = { kind: 'system', part: 'dead letters' } as const;

type Dashed<K extends string> = K extends `${infer A}_${infer B}` ? `${A}-${Dashed<B>}` : K;

/** A dead letter that nobody waits for says nothing to its request. */
export type Defined<P extends Payload, S extends Subject, F extends string> = Registered<F> &
  Pick<EffectKind<P, S, F>, 'subject'> &
  Partial<Pick<EffectKind<P, S, F>, 'alsoFills' | 'onGivenUp'>>;

export function defineEffect<P extends Payload, S extends Subject, F extends string>(given: Defined<P, S, F>): EffectKind<P, S, F> {
  return registered({ alsoFills: [], onGivenUp: () => undefined, ...given });
}
