import { performTogether, type Waiting } from '../sheet-together.ts';

export interface Turns<Call, Answer> {
  /** Performed in one go with the calls that wait for their turn directly before and behind it. */
  together(call: Call): Promise<Answer>;
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * One thing is done at a time, in the order in which it was asked for; the first begins when `ready` resolves. Nobody waits for
 * company: a turn that is free is taken at once, and whatever comes while another is under way shares the next one. `perform`
 * answers every call in order, or fails them all.
 */
export function createTurns<Call, Answer>(perform: (calls: Call[]) => Promise<Answer[]>, ready: Promise<void>): Turns<Call, Answer> {
  let last: Promise<unknown> = ready;
  /** The calls that stand last and have not begun. */
  let joinable: Waiting<Call, Answer>[] | undefined;
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }
  function batchAtTheEnd(): Waiting<Call, Answer>[] {
    if (joinable !== undefined) return joinable;
    const batch: Waiting<Call, Answer>[] = (joinable = []);
    void inTurn(() => {
      if (joinable === batch) joinable = undefined;
      return performTogether(batch, perform);
    });
    return batch;
  }
  return {
    together: (call) => new Promise((resolve, reject) => batchAtTheEnd().push({ call, resolve, reject })),
    alone(work) {
      // What is asked for after this must not be done before it.
      joinable = undefined;
      return inTurn(work);
    },
  };
}
