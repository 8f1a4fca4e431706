import { observing, type Observing } from '#domain/run/observe.ts';
import { keepOutput } from '#application/keep-output.ts';
import type { RunAtHand } from '#application/operation/run-at-hand.ts';
import type { Result } from '#application/perform-effect.ts';
import type { JobEnd, Lines } from '#ports/executor.ts';

/** The end of a run whose executor was asked. Its output is kept before its end is on the record. */
export async function keepEnd({ outputs, system, work: { key }, found: { job, run } }: RunAtHand, end: JobEnd): Promise<Result> {
  const { cause, exitCode, observable, details, messages = [] } = end;
  const judging = observing(job.ask.expectedOutput);
  const [own, limits] = [{ runId: run.id }, system.rules.output];
  const stdout = await keepOutput(outputs, { ...own, stream: 'stdout', limits }, end.stdout, (line) => judging.stdout(line));
  const stderr = await keepOutput(outputs, { ...own, stream: 'stderr', limits }, withMessages(end.stderr, messages, judging));
  if (stdout.cut || stderr.cut) judging.cut();
  const chunks = { stdout: stdout.chunks, stderr: stderr.chunks };
  const observed = judging.end();
  const ending = { cause, exitCode, chunks, stdout: [], stderr: [], observed, observable, ...(details === undefined ? {} : { details }) };
  const by = { kind: 'system', part: 'runs' } as const;
  return { result: 'done', command: (at) => ({ id: `${key}:end`, at, by, command: 'end_run', run: run.id, fencing: run.fencing, ending }) };
}

/** What is kept as stderr: the job's lines, each judged as such, and then what the service said, which is judged message by message. */
async function* withMessages(stderr: Lines, messages: readonly string[], judging: Observing): AsyncGenerator<readonly string[]> {
  for await (const piece of Symbol.asyncIterator in stderr ? stderr : [stderr]) {
    for (const line of piece) judging.stderr(line);
    yield piece;
  }
  for (const message of messages) {
    judging.message(message);
    yield message.split('\n');
  }
}
