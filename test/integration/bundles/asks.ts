import { randomBytes } from 'node:crypto';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { functionContracts, type FunctionContract, type FunctionName } from '#doors/contracts/functions.ts';
import type { TaskKind } from '#products/rehearsal/stored/tasks.ts';
import { sampleForm } from '#test/support/sample-submission.ts';
import { invite, toReview, type Guest } from '#test/support/page-house.ts';
import { signed } from '#test/bench/post.ts';
import { signHub } from '#doors/verify-hub-signature.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { AUDIENCE, OPERATOR_TOKEN, PULL_REQUEST_SECRET, SCHEDULER_ACCOUNT, TASKS_ACCOUNT, type Stage } from './stage.ts';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';

/** A call that a function answers with real work, and how one sees that it was done. */
export interface Ask {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body: string | Buffer;
  /** Undefined when all is right, or what is wrong. */
  judge(answer: { status: number; text: string }): Promise<string | undefined>;
}

type Maker = (stage: Stage) => Promise<Ask>;

/** A new one every time: nothing that was asked before makes it quicker. */
export function askOf(stage: Stage, name: FunctionName): Promise<Ask> {
  const contract: FunctionContract = functionContracts[name];
  const kind = contract.trigger.kind === 'task' ? taskOf(contract.trigger.queue) : undefined;
  const maker = makers[name] ?? (kind === undefined ? undefined : (stage) => missingEffect(stage));
  if (maker === undefined) throw new Error(`nobody knows what to ask ${name}`);
  return maker(stage);
}

function taskOf(queue: string): TaskKind {
  return queue as TaskKind;
}

const makers: Partial<Record<FunctionName, Maker>> = {
  'receive-request': async (stage) => {
    const { headers, body } = signed(sampleForm(), stage.webhookSecret);
    return {
      method: 'POST',
      path: '/requests',
      headers,
      body,
      async judge({ status, text }) {
        if (status !== 201) return `${status} ${text}`;
        const { id } = JSON.parse(text) as { id: string };
        return (await stage.system.store.get({ collection: 'requests', id })) === undefined ? 'nothing was stored' : undefined;
      },
    };
  },
  'serve-operations': async () => page('/do/intake_close', { authorization: `Bearer ${OPERATOR_TOKEN}` }, 'why'),
  'receive-pull-request-event': async (stage) => {
    const guest = await newGuest(stage);
    const { change } = (await stateOf(stage, guest)).submission;
    const number = change.kind === 'pull_request' ? change.number : 0;
    const body = JSON.stringify({ pull_request: { number }, repository: { name: 'oppia', owner: { login: 'oppia' } } });
    const before = stage.tasks.open();
    return {
      ...post('/', hubHeaders(body), body),
      judge: async ({ status, text }) => (status === 202 && stage.tasks.open() > before ? undefined : `${status} ${text}, no task`),
    };
  },
  'follow-link': async (stage) => {
    const guest = await newGuest(stage);
    await toReview(guest);
    const { url } = await guest.link('review', 'accept', 'ana');
    return page(new URL(url).pathname, {}, 'CountTopicsJob');
  },
  'dispatch-effect': async (stage) => {
    const guest = await newGuest(stage);
    const before = stage.tasks.open();
    const wanted = (await effectsOf(stage, guest)).filter(({ dispatches }) => dispatches === 1).length;
    return event(`documents/requests/${guest.id}/timeline/000001`, async () =>
      stage.tasks.open() - before === wanted && wanted > 0 ? undefined : `${stage.tasks.open() - before} tasks for ${wanted} effects`,
    );
  },
  'send-mail': async (stage) => {
    const guest = await newGuest(stage);
    const effect = await effectOf(stage, guest, 'send_mail');
    const before = stage.smtp.mails.length;
    return task(stage, effect, async () => (stage.smtp.mails.length === before + 1 ? isDone(stage, effect) : 'no mail came'));
  },
  'offer-turn': async (stage) => {
    const guest = await newGuest(stage);
    await toReview(guest);
    await guest.answers('ana', 'review', 'accept');
    const effect = await effectOf(stage, guest, 'offer_turn');
    return task(stage, effect, () => isDone(stage, effect));
  },
  sweep: async (stage) => {
    const token = await stage.google.token(AUDIENCE, SCHEDULER_ACCOUNT);
    return {
      ...post('/', { authorization: `Bearer ${token}` }, '{}'),
      judge: async ({ status, text }) => (status < 300 ? undefined : `${status} ${text}`),
    };
  },
  // There is no sheet here: what the function can show is that it knows its caller, tries, and says so when it cannot.
  'reconcile-sheet': async (stage) => {
    const token = await stage.google.token(AUDIENCE, SCHEDULER_ACCOUNT);
    return {
      ...post('/', { authorization: `Bearer ${token}` }, '{}'),
      judge: async ({ status, text }) => (status === 500 && text.includes('internal_error') ? undefined : `${status} ${text}`),
    };
  },
  'serve-pages': async () => page('/board', { authorization: `Bearer ${OPERATOR_TOKEN}` }, 'Rehearsal'),
  'serve-api': async (stage) => {
    const guest = await newGuest(stage);
    return page(`/api/v1/requests/${guest.id}`, { authorization: `Bearer ${OPERATOR_TOKEN}` }, guest.id);
  },
  'serve-sign-in': async () => page('/sign-in', {}, 'Sign in'),
  'serve-events': async () => page('/api/v1/events', { authorization: `Bearer ${OPERATOR_TOKEN}` }, '"cursor"'),
  'serve-agent': async ({ agentToken }) => page('/agent/v1/local/tasks', { authorization: `Bearer ${agentToken}` }, '"tasks"'),
  // Switched off by the settings: each says so in its own way.
  'serve-rap': async () => switchedOff('/controller/v1/spec.json'),
  'serve-controller-tasks': async () => switchedOff('/controller/'),
};

function switchedOff(path: string): Ask {
  const judge = async ({ status, text }: { status: number; text: string }): Promise<string | undefined> =>
    status === 404 && text.includes('"details"') ? undefined : `${status} ${text}`;
  return { method: 'GET', path, headers: {}, body: '', judge };
}

/** An effect that is not there: the function proves its caller, looks, and has nothing to do. */
async function missingEffect(stage: Stage): Promise<Ask> {
  return task(stage, { key: `gone-${randomBytes(4).toString('hex')}`, dispatches: 1 }, async () => undefined);
}

async function stateOf({ system }: Stage, { id }: Guest): Promise<RequestState> {
  const found = await system.store.get({ collection: 'requests', id });
  if (found === undefined) throw new Error(`no request ${id}`);
  return found.state;
}

function hubHeaders(body: string): Record<string, string> {
  return {
    'x-github-event': 'pull_request',
    'x-github-delivery': randomBytes(16).toString('hex'),
    'x-hub-signature-256': signHub(body, PULL_REQUEST_SECRET),
  };
}

function newGuest({ system, links }: Stage): Promise<Guest> {
  return invite({ system, links }, { id: `rq${randomBytes(4).toString('hex')}` });
}

async function effectsOf({ system }: Stage, { id }: Guest): Promise<OutboxDocument[]> {
  return effectsOfRequest(system.store, id);
}

async function effectOf(stage: Stage, guest: Guest, kind: TaskKind): Promise<OutboxDocument> {
  const found = (await effectsOf(stage, guest)).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`the request asked for no ${kind}`);
  return found;
}

async function isDone({ system }: Stage, { key }: OutboxDocument): Promise<string | undefined> {
  const found = await system.store.get({ collection: 'outbox', id: key });
  return found?.state === 'done' ? undefined : `the effect is ${found?.state}`;
}

async function task(
  stage: Stage,
  { key, dispatches }: Pick<OutboxDocument, 'key' | 'dispatches'>,
  check: () => Promise<string | undefined>,
): Promise<Ask> {
  const token = await stage.google.token(AUDIENCE, TASKS_ACCOUNT);
  const asked = post('/', { authorization: `Bearer ${token}` }, JSON.stringify({ effectKey: key, dispatch: dispatches }));
  return { ...asked, judge: async ({ status, text }) => (status === 200 ? check() : `${status} ${text}`) };
}

function event(subject: string, check: () => Promise<string | undefined>): Ask {
  const headers = {
    'ce-id': '1',
    'ce-source': '//firestore.googleapis.com/x',
    'ce-specversion': '1.0',
    'ce-type': 'google.cloud.firestore.document.v1.created',
    'ce-subject': subject,
  };
  return {
    ...post('/', { ...headers, 'content-type': 'application/protobuf' }, 'x'),
    judge: async ({ status, text }) => (status < 300 ? check() : `${status} ${text}`),
  };
}

function page(where: string, headers: Record<string, string>, holds: string): Ask {
  return {
    method: 'GET',
    path: where,
    headers,
    body: '',
    judge: async ({ status, text }) => (status === 200 && text.includes(holds) ? undefined : `${status} ${text.slice(0, 300)}`),
  };
}

function post(where: string, headers: Record<string, string>, body: string): Omit<Ask, 'judge'> {
  return { method: 'POST', path: where, headers: { 'content-type': 'application/json', ...headers }, body };
}
