import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { signWebhook } from '#doors/verify-signature.ts';

export interface Poster {
  post(
    url: string,
    headers: Record<string, string>,
    body: string | Buffer,
  ): Promise<{ status: number; text: string; location: string | undefined }>;
  get(url: string, headers?: Record<string, string>): Promise<{ status: number; text: string }>;
  close(): void;
}

/** The plainest client there is, over connections that are kept: fetch would be a good part of what is measured. */
export function createPoster(): Poster {
  const agent = new http.Agent({ keepAlive: true });
  function send(
    url: string,
    method: string,
    headers: Record<string, string>,
    body: string | Buffer,
  ): Promise<{ status: number; text: string; location: string | undefined }> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        url,
        { method, agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), location: response.headers.location }),
          );
          response.on('error', reject);
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }
  return {
    post: (url, headers, body) => send(url, 'POST', headers, body),
    get: (url, headers = {}) => send(url, 'GET', headers, ''),
    close: () => agent.destroy(),
  };
}

/** A form as its sender signs it (I1). */
export function signed(form: unknown, secret: string): { headers: Record<string, string>; body: string } {
  const body = JSON.stringify(form);
  const id = randomUUID();
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = signWebhook({ id, timestamp, body, secret });
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    },
    body,
  };
}
