import type { ServerResponse } from 'node:http';
import type { RapAnswer } from '#products/pipelines/contracts/rap/errors.ts';
import type { RefusalMaker } from './answer-error.ts';
import { problemTypes, sendJson, type Answer } from './problem-json.ts';

/** P5. Bytes of any body that programs of OpenSAFELY send: a result carries what its container was, whole. */
export const MOST_RAP_BYTES = 4 * 1024 * 1024;

export function sendRap(response: ServerResponse, { status, body }: RapAnswer, headers: Record<string, string> = {}): void {
  sendJson(response, status, body, headers);
}

/**
 * P5. What these doors refuse before their handler is asked, and what it threw. Clients show `details`, and take an answer in JSON for the last word: that
 * nothing was done. Where that is not certain, the answer is not JSON, and they ask again.
 */
export const rapRefusal: RefusalMaker = (_request, code) => {
  const { status, title } = problemTypes[code];
  if (status >= 500) return uncertain(status, title);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  return { status, headers, body: JSON.stringify({ error: 'Request refused', details: title, code }) };
};

function uncertain(status: number, title: string): Answer {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  return { status, headers, body: `${title}\n` };
}
