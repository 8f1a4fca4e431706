/** A call whose caller waits for the answer. */
export interface Waiting<Call, Answer> {
  call: Call;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** Performs the calls in one go and answers each caller. `perform` answers every call in order, or fails them all. Never rejects. */
export async function performTogether<Call, Answer>(
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
