import { ringRequests } from '#products/rehearsal/app/ring-requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { parseJson, readBody } from '#doors/http.ts';
import { sendJson, sendProblem } from '#doors/problem-json.ts';
import { readPullEvent, type PullEvent } from '#doors/read-pull-event.ts';
import type { Handler } from '#doors/task-handler.ts';
import { verifyHubSignature } from '#doors/verify-hub-signature.ts';

export interface PullRequestDoor {
  /** All are valid at once. */
  secrets: readonly string[];
  /** As the settings spell them. */
  repositories: readonly { owner: string; repository: string }[];
}

/** Bytes of one event. A pull request's own text may be 64 KiB of letters; the host's limit of 25 MB is for events that are none of ours. */
export const MAX_EVENT_BYTES = 1024 * 1024;

/** G8, X1: `POST /pull-request-events`. The signature over the raw bytes first; what concerns nobody is answered 204, and leaves no trace. */
export function createReceivePullRequestEvent(system: System, { secrets, repositories }: PullRequestDoor): Handler {
  return async (request, response) => {
    if (request.method !== 'POST') return sendProblem(response, 'method_not_allowed', { allow: ['POST'] });
    const read = await readBody(request, ['application/json'], MAX_EVENT_BYTES);
    if (!read.ok) return sendProblem(response, read.code);
    const signature = verifyHubSignature(request.headers, read.body, secrets);
    if (!signature.ok) {
      system.log('WARNING', 'pull request event refused', { why: signature.reason });
      return sendProblem(response, 'unauthorized');
    }
    const { 'x-github-delivery': delivery, 'x-github-event': name } = request.headers;
    const json = parseJson(read.body);
    if (!json.ok || !isName(delivery) || !isName(name)) return sendProblem(response, 'malformed_body');
    const event = readPullEvent(name, json.value);
    const place = event === undefined ? undefined : placeOf(event, repositories);
    if (event === undefined || place === undefined) return void response.writeHead(204).end();
    const rung = await ringRequests(system, {
      deliveryId: system.hash(`github:${delivery}`),
      bodyHash: system.hash(read.body.toString('latin1')),
      changes: event.numbers.map((number) => ({ kind: 'pull_request', ...place, number })),
      sha: event.sha,
      comment: event.comment,
      queued: event.queued,
      itself: event.itself,
    });
    system.log('INFO', 'pull request event', { event: name, requests: rung });
    return sendJson(response, 202, {});
  };
}

/** Requests carry the settings' spelling; GitHub's own may differ in upper and lower case. */
function placeOf(event: PullEvent, repositories: PullRequestDoor['repositories']): { owner: string; repository: string } | undefined {
  const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  const found = repositories.find(({ owner, repository }) => isSame(owner, event.owner) && isSame(repository, event.repository));
  return found === undefined ? undefined : { owner: found.owner, repository: found.repository };
}

function isName(text: string | string[] | undefined): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{1,100}$/.test(text);
}
