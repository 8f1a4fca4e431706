import type { FinishedUpdate } from '#contexts/operations/agent.ts';
import { endOf } from '#products/pipelines/contracts/controller/end.ts';
import type { TaskNews } from '#products/pipelines/contracts/controller/news.ts';

/** The end of a run in the words of our own agents. A run that was to be stopped, and did not succeed before, was stopped. */
export function finishedOf({ run, stage, stageAt }: TaskNews, wasToStop: boolean): FinishedUpdate {
  const at = stageAt === undefined ? 0 : Number(stageAt / 1_000_000n);
  const common = {
    kind: 'finished',
    exitCode: run.exitCode ?? null,
    chunks: { stdout: 0, stderr: 0 },
    startedAt: 0,
    finishedAt: atMost(at),
  } as const;
  const end = endOf(run);
  if (end.end === 'succeeded' && stage !== 'error') return { ...common, cause: 'exited', result: resultOf(run) };
  if (wasToStop || end.end === 'cancelled') return { ...common, cause: 'cancelled' };
  if (end.end === 'fault' || stage === 'error') return { ...common, cause: 'worker_lost', message: run.fault ?? 'its agent gave it up' };
  const message = run.message === undefined ? {} : { message: run.message };
  return { ...common, cause: run.outOfMemory ? 'out_of_memory' : 'exited', ...message, result: resultOf(run) };
}

/** The last instant that a date can say. */
function atMost(at: number): number {
  return Math.min(at, 8_640_000_000_000_000);
}

/** K3. Names of outputs stay at the backend: that some pattern matched nothing is all that is told, and that some file was held back. */
function resultOf({ unmatched, excluded, metrics }: TaskNews['run']): NonNullable<FinishedUpdate['result']> {
  const withheld = { parts: 0, files: 1, bytes: 0, withheld: 1, sha256: DIGEST_OF_NOTHING };
  return {
    runtime: 'docker',
    measured: Object.fromEntries(Object.entries(metrics).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : []))),
    outputs: { matched: [], unmatched: unmatched ? ['(its agent does not say which)'] : [], notFiles: 0 },
    ...(excluded ? { manifest: withheld } : {}),
  };
}

const DIGEST_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What an agent says where nothing is wrong, and where it is. */
const words = { status: { clear: '', found: 'db-maintenance' }, data_check: { clear: 'OK', found: 'FAILED' } } as const;

/** B8. What a probe found: a word, or nothing of which anybody knows what it means. */
export function probedOf({ probe }: TaskNews, asked: keyof typeof words, foundCode: number): FinishedUpdate {
  const common = { kind: 'finished', chunks: { stdout: 0, stderr: 0 }, startedAt: 0, finishedAt: 0 } as const;
  if ('fault' in probe) return { ...common, exitCode: null, cause: 'launch_failed', message: probe.fault };
  if (probe.status === words[asked].clear) return { ...common, exitCode: 0, cause: 'exited' };
  if (probe.status === words[asked].found) return { ...common, exitCode: foundCode, cause: 'exited' };
  return { ...common, exitCode: null, cause: 'launch_failed', message: `it said ${probe.status}` };
}
