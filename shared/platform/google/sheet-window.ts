import { performTogether, type Waiting } from '../sheet-together.ts';

/**
 * Collects calls for `window` milliseconds from the first one on and performs them together; the next window begins when that is
 * done. `perform` answers every call in order, or fails them all.
 */
export function createWindow<Call, Answer>(
  window: number,
  sleep: (milliseconds: number) => Promise<void>,
  perform: (calls: Call[]) => Promise<Answer[]>,
): (call: Call) => Promise<Answer> {
  let waiting: Waiting<Call, Answer>[] = [];
  let running = false;
  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await sleep(window);
      const batch = waiting;
      waiting = [];
      await performTogether(batch, perform);
    }
    running = false;
  }
  return (call) =>
    new Promise((resolve, reject) => {
      waiting.push({ call, resolve, reject });
      if (running) return;
      running = true;
      void run();
    });
}
