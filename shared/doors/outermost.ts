import type { Log } from '#products/rehearsal/app/system.ts';
import { errorAnswer, type ErrorPageMaker, type RefusalMaker } from './answer-error.ts';
import { isForeignPost } from './own-pages.ts';
import { sendAnswer } from './problem-json.ts';
import type { Handler } from './task-handler.ts';
import { strangersTraceOf, traceOf } from './trace.ts';
import { underTrace, type Traced } from '#kernel/trace.ts';

export interface Frame extends Traced {
  log: Log;
  /** X6. Those of our own pages. */
  origins: ReadonlySet<string>;
  page?: ErrorPageMaker;
  /** X8. Only the platform calls it, and proves itself: a trace that it names is ours. */
  isProven?: boolean;
}

/**
 * P4, X6, X8: what stands around every function. A page that is not ours changes nothing; whatever is thrown becomes one line in the log and one
 * answer of ours, with a code for programs and a page for people. What it brings about belongs to one trace: that of a caller who is proven. The framework's own page, with its stack trace, is never reached.
 */
export function outermost(
  name: string,
  { log, origins, page, isProven = false, ...traced }: Frame,
  handler: Handler,
  answer: RefusalMaker = (request, code) => errorAnswer(request, code, {}, page),
): Handler {
  const inFrame: Handler = async (request, response) => {
    try {
      if (isForeignPost(request, origins)) {
        log('WARNING', 'foreign page refused', { function: name });
        return sendAnswer(response, answer(request, 'foreign_page'));
      }
      await handler(request, response);
    } catch (error) {
      log('ERROR', 'function failed', { function: name, method: request.method, cause: causeOf(error) });
      if (response.headersSent) response.destroy();
      else sendAnswer(response, answer(request, 'internal_error'));
    }
  };
  return (request, response) =>
    underTrace(traced, (isProven ? traceOf : strangersTraceOf)(request, traced), () => inFrame(request, response));
}

/** No `instanceof`: what is thrown may be anything, and of another realm. */
function causeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return 'unknown';
  const name = 'name' in error ? `${String(error.name)}: ` : '';
  return `${name}${String(error.message)}`.slice(0, 300);
}
