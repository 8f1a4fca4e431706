import { registered, type Registered, type Registration } from '#contexts/access/domain/registration.ts';
import type { Header } from '#kernel/process.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

/** Everything about one kind of effect but how it is performed (`shared/products/pipelines/app/performers/<kind>.ts`). `P` is what is stored of one. */
export interface EffectKind<P extends Payload, F extends string = Dashed<P['kind']>> extends Registration<F> {
  /** Kinds of processes whose state it is given. */
  subjects: readonly string[];
  /** For its type alone: what is stored of one. */
  payload?: P;
  /** What its process must hear when it is given up: without it, it would wait for ever. */
  onGivenUp(given: { key: string; effect: P; subject: Subject; state: unknown }, why: string): ((at: Instant) => Header) | undefined;
}

interface Payload {
  kind: string;
}

type Dashed<K extends string> = K extends `${infer A}_${infer B}` ? `${A}-${Dashed<B>}` : K;

/** A dead letter that nobody waits for says nothing. */
type Defined<P extends Payload, F extends string> = Registered<F> &
  Pick<EffectKind<P, F>, 'subjects'> &
  Partial<Pick<EffectKind<P, F>, 'onGivenUp'>>;

export function defineEffect<P extends Payload, F extends string>(given: Defined<P, F>): EffectKind<P, F> {
  return registered({ onGivenUp: () => undefined, ...given });
}
