import { once } from 'node:events';
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Change } from '#contexts/intake/domain/submission.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { guardServer } from '#doors/guard-door.ts';
import { signHub } from '#doors/verify-hub-signature.ts';
import { createReceivePullRequestEvent, MAX_EVENT_BYTES } from '#functions/receive-pull-request-event/handler.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Head } from '#contexts/gates/ports/code-host.ts';
import { about, exampleOf, type Payload } from '#test/support/github-events.ts';
import { stateOf } from '#test/support/application/requests.ts';
import { deliver, effectsOf, taskOf, type World } from '#test/support/application/world.ts';

export const SECRETS = ['the-newest-secret-of-two', 'the-older-secret-of-two'] as const;

export interface Bell {
  url: string;
  /** Sends an event as GitHub does; gives the status of the answer. */
  send(event: string, payload: unknown, over?: Record<string, string>): Promise<number>;
  close(): Promise<void>;
}

/** The function behind its door, on loopback. */
export async function openBell(world: World): Promise<Bell> {
  const repositories = [{ owner: 'oppia', repository: 'oppia' }];
  const handler = createReceivePullRequestEvent(world.system, { secrets: SECRETS, repositories });
  const server = createServer((request, response) => void handler(request, response));
  guardServer(server, { maxBytes: () => MAX_EVENT_BYTES });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  return {
    url,
    async send(event, payload, over = {}) {
      const body = JSON.stringify(payload);
      const headers = {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': signHub(body, SECRETS[0]),
        ...over,
      };
      const answer = await fetch(url, { method: 'POST', headers, body });
      await answer.arrayBuffer();
      return answer.status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A payload that GitHub really sent, about a request's own pull request; spelled as GitHub might. */
export async function eventFor(world: World, id: string, name: string, action?: string, over: Payload = {}): Promise<Payload> {
  const { submission, headSha } = await stateOf(world, id);
  const number = numberOf(submission.change);
  const repository = { name: 'Oppia', owner: { login: 'OPPIA' } };
  const here: Payload = name.startsWith('pull_request')
    ? { number, pull_request: { number } }
    : name === 'status'
      ? { sha: headSha }
      : { [name]: { head_sha: headSha, pull_requests: [] } };
  return about(about(exampleOf(name, action), { repository, ...here }), over);
}

function numberOf(change: Change): number {
  return change.kind === 'pull_request' ? change.number : 0;
}

/** What the host says of the request's pull request from now on. */
export async function headIs(world: World, id: string, state: 'open' | 'draft' | 'closed' | 'merged', headSha: string): Promise<void> {
  const head: Head = { state, headSha, baseSha: 'e'.repeat(40), baseRef: 'develop' };
  world.host.heads.set(changeKey((await stateOf(world, id)).submission.change), head);
}

/** Looks that were rung for and are still to be taken. */
export async function bells(world: World, id: string): Promise<OutboxDocument[]> {
  return (await effectsOf(world, id)).filter(({ effect, open }) => effect.kind === 'check_gates' && effect.once === true && open);
}

/** Time goes on until the bells are due, and their looks are taken. Gives how many there were. */
export async function hears(world: World, id: string): Promise<number> {
  const due = await bells(world, id);
  for (const document of due) {
    world.time.now = Math.max(world.time.now, document.dueAt);
    await deliver(world, taskOf(document));
  }
  return due.length;
}
