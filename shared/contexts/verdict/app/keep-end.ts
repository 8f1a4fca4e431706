import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import type { OutputLimits } from '#contexts/operations/domain/limits.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';
import { observing, type Observing } from '#contexts/verdict/domain/observe.ts';
import type { Digesting } from '#contexts/operations/app/output-digests.ts';
import { keepOutput } from '#contexts/operations/app/keep-output.ts';
import type { JobEnd, Lines } from '#contexts/operations/ports/executor.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

/** Which run ended, and what was expected of it. */
interface Ended {
  runId: string;
  expected: ExpectedOutput[];
  limits: OutputLimits | undefined;
  digests: Digesting;
}

/** The end of a run whose executor was asked. Its output is kept before its end is on the record. */
export async function keepEnd(outputs: OutputStore, { runId, expected, limits, digests }: Ended, end: JobEnd): Promise<RunEnding> {
  const { cause, exitCode, observable, details, messages = [] } = end;
  const judging = observing(expected);
  const stdout = await keepOutput(outputs, { runId, stream: 'stdout', limits }, end.stdout, (line) => {
    digests.take('stdout', [line]);
    judging.stdout(line);
  });
  const stderr = await keepOutput(outputs, { runId, stream: 'stderr', limits }, withMessages(end.stderr, messages, judging), (line) =>
    digests.take('stderr', [line]),
  );
  if (stdout.cut || stderr.cut) judging.cut();
  const chunks = { stdout: stdout.chunks, stderr: stderr.chunks };
  const observed = judging.end();
  const made = digests.end();
  const kept = made === undefined ? {} : { digests: made };
  return { cause, exitCode, chunks, ...kept, stdout: [], stderr: [], observed, observable, ...(details === undefined ? {} : { details }) };
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
