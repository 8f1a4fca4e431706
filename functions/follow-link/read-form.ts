import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '#doors/http.ts';
import { readTypedFields } from '#doors/typed-fields.ts';
import { errorPage, type ErrorStatus } from '#products/rehearsal/pages/error-page.ts';
import type { Fields } from './asker.ts';
import type { PageSender } from './sending.ts';

/** Bytes: a comment, and the expected output of twenty jobs. */
const MOST_BYTES = 256 * 1024;

/** Undefined where it cannot be read: then it was answered. */
export async function readForm(send: PageSender, request: IncomingMessage, response: ServerResponse): Promise<Fields | undefined> {
  const body = await readBody(request, ['application/x-www-form-urlencoded'], MOST_BYTES);
  if (body.ok) return readTypedFields(body.body);
  const status: ErrorStatus = body.code === 'body_too_large' ? 413 : 415;
  send(response, status, errorPage(status));
  return undefined;
}
