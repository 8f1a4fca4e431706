import { ADVICE, ADVICE_WITHOUT_WORDS, type EndCause, type Failure, type FailureClass } from '#contexts/operations/domain/run/classes.ts';
import { dumping, type Dump } from './dump.ts';

/** R9. The class of a failed run, its advice, its first root error, and where it failed. */
export function classify(cause: EndCause, exitCode: number | null, dump: Dump): Failure {
  const found = cause === 'exited' ? classOf(exitCode, dump) : cause;
  const { roots, moreRoots, stage, step, service } = dump;
  const isTold = service !== undefined && service.class === found;
  return {
    class: found,
    advice: found === 'job_error' && dump.first === '' ? ADVICE_WITHOUT_WORDS : ADVICE[found],
    firstError: dump.first,
    ...(isTold && service.permanent ? { permanent: true } : {}),
    ...(stage === undefined ? {} : { stage }),
    ...(step === undefined ? {} : { step }),
    ...(roots.length > 1 || roots.some(({ count }) => count > 1) ? { roots } : {}),
    ...(moreRoots === 0 ? {} : { moreRoots }),
  };
}

/** What an exception is says more than what the service saw of it; what the service says by name is more than that something was raised. */
function classOf(exitCode: number | null, { exception, service, hasException, fromWorker, first }: Dump): FailureClass {
  if (exception !== undefined) return exception;
  if (service !== undefined && service.class !== 'worker_error') return service.class;
  if (fromWorker || service !== undefined) return 'worker_error';
  return !hasException && first === '' && exitCode !== null && exitCode !== 0 ? 'worker_exit' : 'job_error';
}

/** The same of lines that are at hand. `messages` are the service's own. */
export function classifyFailure(
  cause: EndCause,
  stderr: readonly string[],
  exitCode: number | null = null,
  messages: readonly string[] = [],
): Failure {
  return classify(cause, exitCode, dumpOf(stderr, messages));
}

export function firstError(stderr: readonly string[]): string {
  return dumpOf(stderr, []).first;
}

function dumpOf(stderr: readonly string[], messages: readonly string[]): Dump {
  const dump = dumping();
  for (const line of stderr) dump.line(line);
  for (const message of messages) dump.message(message);
  return dump.end();
}
