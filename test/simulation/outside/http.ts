import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handler } from '#doors/task-handler.ts';

export interface Asked {
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  headers?: { [name: string]: string };
  body?: string;
}

export interface Answered {
  status: number;
  body: string;
}

/** One request to a handler, without a network: what it reads of a request, and what it says. */
export async function ask(handler: Handler, { method, url, headers = {}, body = '' }: Asked): Promise<Answered> {
  const request = { method, url, headers, rawBody: Buffer.from(body) };
  const answered: Answered = { status: 0, body: '' };
  const response = {
    req: request,
    destroyed: false,
    headersSent: false,
    setHeader: () => response,
    writeHead(status: number) {
      answered.status = status;
      response.headersSent = true;
      return response;
    },
    end(text = '') {
      answered.body = text;
      return response;
    },
  };
  await handler(request as unknown as IncomingMessage & { rawBody: Buffer }, response as unknown as ServerResponse);
  return answered;
}

export function formBody(fields: { [name: string]: string }): Pick<Asked, 'headers' | 'body'> {
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() };
}
