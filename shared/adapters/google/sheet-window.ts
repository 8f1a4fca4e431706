interface Waiting<Call, Answer> {
  call: Call;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

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
      await performBatch(batch, perform);
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

async function performBatch<Call, Answer>(
  batch: readonly Waiting<Call, Answer>[],
  perform: (calls: Call[]) => Promise<Answer[]>,
): Promise<void> {
  try {
    const answers = await perform(batch.map(({ call }) => call));
    for (const [n, { resolve, reject }] of batch.entries()) {
      const answer = answers[n];
      if (answer === undefined) reject(new Error('a call was left without its answer'));
      else resolve(answer);
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
