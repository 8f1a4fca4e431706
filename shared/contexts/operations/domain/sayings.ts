import type { ActionStage } from '#contexts/operations/domain/action/result.ts';

/** A command to the owner's process, but who says it and when. */
export interface Saying {
  command: string;
}

/** What an operation's news are to the process that owns it. `K`: what is kept of its end, which is read from there. */
export interface Sayings<K, S extends Saying = Saying> {
  /** R3. It was launched, now or before; left out where its owner has that on the record before anything is launched. */
  adopted?(): S;
  /** It is at work; left out where nobody wants to know. */
  atWork?(): S;
  /** It has come so far, and never goes back; left out where nobody wants to know. */
  staged?(stage: ActionStage): S;
  ended(kept: K): S;
  /** Nothing was started, and nothing will be. */
  refused(why: string): S;
  /** R4. Nobody waits for its end any more. */
  lost(why: string): S;
  /** R10. There is nothing left that could be stopped, or come. */
  cancelled(): S;
}
