import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageContent } from '#html/document.ts';
import { readBody } from '#doors/http.ts';
import type { SenderOf } from '#doors/page-sender.ts';
import { readTypedFields } from '#doors/typed-fields.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import type { SignInDependencies } from './dependencies.ts';

/** One request, and how it is answered. */
export interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** Of a form that was posted. */
  typed: ReadonlyMap<string, string>;
  show(status: number, content: PageContent, headers?: Record<string, string>): void;
}

export type Serve = (dependencies: SignInDependencies, visit: Visit) => Promise<void> | void;

const MOST_BYTES = 4_096;

/** Undefined where it was answered already: what was posted could not be read. */
export async function visitOf(
  send: SenderOf<PageContent>,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<Visit | undefined> {
  const show: Visit['show'] = (status, content, headers) => send(response, status, content, headers);
  if (request.method !== 'POST' || isEmpty(request)) return { request, response, url, typed: new Map(), show };
  const body = await readBody(request, ['application/x-www-form-urlencoded'], MOST_BYTES);
  if (body.ok) return { request, response, url, typed: readTypedFields(body.body), show };
  const status = body.code === 'body_too_large' ? 413 : 415;
  send(response, status, errorPage(status));
  return undefined;
}

function isEmpty({ headers }: IncomingMessage): boolean {
  return (
    headers['content-type'] === undefined && Number(headers['content-length'] ?? 0) === 0 && headers['transfer-encoding'] === undefined
  );
}
