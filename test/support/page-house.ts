import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { createStatementSigner } from '#platform/statement-signer.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { change, create } from '#products/rehearsal/app/requests.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { placeReader } from '#functions/wiring/places.ts';
import type { System } from '#functions/wiring/system.ts';
import type { System as RequestSystem } from '#products/rehearsal/app/system.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import type { Submission, Warning } from '#contexts/intake/domain/submission.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { createLinkSigner, type LinkSigner } from '#doors/action-links.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import { whoComes, type WhoIs } from '#doors/who-is.ts';
import { guardServer } from '#doors/guard-door.ts';
import { createFollowLink } from '#functions/follow-link/handler.ts';
import { earlierRequests } from '#functions/wiring/earlier-request.ts';
import { createFormPages } from '#functions/receive-request/form-pages.ts';
import { createReceiveRequest } from '#functions/receive-request/handler.ts';
import type { SignInDependencies } from '#functions/serve-sign-in/dependencies.ts';
import { createServeSignIn } from '#functions/serve-sign-in/handler.ts';
import { createServeEvents } from '#functions/serve-events/handler.ts';
import { createServePages } from '#functions/serve-pages/handler.ts';
import { feedDoor } from '#functions/wiring/feed-door.ts';
import { shownOutputs, type ShownOutputs } from '#test/support/shown-outputs.ts';
import { type Ask, SHA, allGates, contributor, openQuestion, person, system as bySystem, withLook } from '#test/support/given-request.ts';
import { createFakeHost, type FakeHost } from '#test/support/application/fakes.ts';
import { createFaults } from '#test/support/application/faults.ts';
import { ending } from '#test/support/request-steps.ts';
import { cookieOf, signInDependencies } from '#test/support/sign-in.ts';
import { closeServer, operatorsOf, portOf } from '#test/support/page-server.ts';
import { samplePipelines } from '#test/support/sample-pipelines.ts';
import { sampleRules, sampleSubmission } from '#test/support/sample-request.ts';
import type { Action, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import type { AnswerDetails } from '#products/rehearsal/domain/commands.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';
import { collections } from '#functions/wiring/collections.ts';
import { sampleFraming, sampleSenderFor } from '#test/support/framed-page.ts';
import { createServeOperations } from '#functions/serve-operations/handler.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { machine } from '#functions/wiring/machine.ts';
import { firstPageOf } from '#functions/wiring/page-frame.ts';
import { sampleContext, sampleQuotas } from '#test/support/sample-intake.ts';
import { choicesHere } from '#functions/wiring/choices.ts';
import { operationWords } from '#functions/wiring/operation-words.ts';
import { others } from '#functions/wiring/others.ts';

/** The pages over real HTTP and a real store in memory; time stands still unless it is moved. */
export interface House {
  url: string;
  system: System;
  links: LinkSigner;
  /** The code host: every pull request is open at SHA unless told. */
  host: FakeHost;
  time: { now: number };
  outputs: ShownOutputs;
  /** What was logged, for tests that nothing secret is. */
  logged: string[];
  /** The cookie of a browser in which this person has just signed in. */
  signedIn(person: string): Promise<string>;
  close(): Promise<void>;
}

const STATEMENT_KEY = '2026-12-01=MC4CAQAwBQYDK2VwBCIEIPhOHXXc8Q2TNQ9ctGuw6nDszZx1g5P6MlF3D3X+4kg2';
export const START = 1_800_000_000_000;

interface HouseOptions {
  intakeOpen?: boolean;
  token?: string;
  whoIs?: WhoIs;
  /** Where pipelines are read from; the host of the requests, unless given. */
  studies?: CodeHost;
}

/** `token`: of the one operator; without it whoever comes is taken for one, or for whom `whoIs` says. */
export async function openHouse({ intakeOpen = true, token, whoIs, studies }: HouseOptions = {}): Promise<House> {
  const time = { now: START };
  const logged: string[] = [];
  const outputs: House['outputs'] = new Map();
  const store = openSqliteStore({ collections, path: ':memory:', now: () => time.now });
  const system: System = {
    store,
    queue: { enqueue: async () => 'enqueued' },
    rules: { ...sampleRules, ...samplePipelines, gatesOff: ['registry', 'test_file'] },
    machine,
    others,
    timeScale: 1,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    log: (...entry) => logged.push(JSON.stringify(entry)),
  };
  const server = createServer();
  guardServer(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${portOf(server)}`;
  const links = createLinkSigner({ keys: [Buffer.alloc(32, 7)], baseUrl: url });
  const host = createFakeHost(createFaults());
  const operators = operatorsOf(links, token);
  const senderFor = sampleSenderFor(links, operators, () => time.now);
  const signing = signInDependencies({ system, operators, senderFor, time, url });
  const known = { whoIs: whoIs ?? whoComes(operators, signing.visitors), studies: studies ?? host };
  serve(server, { system, links, time, outputs, host, intakeOpen, operators, signing, ...known });
  const signedIn = (person: string): Promise<string> => cookieOf(signing, person);
  return { url, host, system, links, time, outputs, logged, signedIn, close: () => closeServer(server, store) };
}

interface Serving extends Pick<House, 'system' | 'links' | 'time' | 'outputs' | 'host'> {
  intakeOpen: boolean;
  operators: OperatorKeys;
  whoIs: WhoIs;
  studies: CodeHost;
  signing: SignInDependencies;
}

function serve(server: Server, { system, links, time, outputs, host, intakeOpen, operators, signing, whoIs, studies }: Serving): void {
  const publicUrl = 'https://rehearsal.example.org';
  const { senderFor } = signing;
  const placeOf = placeReader(system);
  const site = {
    senderFor,
    rules: system.rules,
    timeZone: 'UTC',
    now: () => time.now,
    check: (form: unknown) => parseSubmission(form, sampleContext),
    newId: (): string => newId(),
    earlierOf: earlierRequests({ system, links, whoIs }),
  };
  let ids = 0;
  const newId = (): string => `id${(ids += 1)}`;
  const intake = {
    open: intakeOpen,
    context: sampleContext,
    quotas: sampleQuotas,
    newId: () => `rq${(ids += 1)}`,
    statusUrl: (id: string) => links.statusUrl(id),
  };
  const framing = sampleFraming(links, () => time.now);
  const said = { words: operationWords, choices: choicesHere(system) };
  const shown = { timeZone: 'UTC', whoIs, links, ...said, repositories: ['oppia/oppia'], senderFor: framing };
  const pages = createServePages({
    system,
    links,
    operators,
    operatorSignIn: signing.operatorSignIn,
    ways: signing.ways,
    whoIs,
    placeOf,
    ...said,
    firstPageOf,
    settingsInForce: () => [],
    outputs: shownOutputs(outputs),
    statements: createStatementSigner([STATEMENT_KEY]),
    installation: 'Rehearsal (sample)',
    senderFor: framing,
    publicUrl,
    timeZone: 'UTC',
    newId,
    intakeOpen,
  });
  const signIn = createServeSignIn(signing);
  const link = createFollowLink({
    system,
    codeHost: host,
    outputs: shownOutputs(outputs),
    links,
    whoIs,
    placeOf,
    visitors: signing.visitors,
    requestUrl: (id) => `${publicUrl}/requests/${id}`,
    senderFor,
    timeZone: 'UTC',
  });
  const receive = createReceiveRequest(system, intake, { secrets: [], wallClock: Date.now }, createFormPages(site));
  const operate = createServeOperations(system, {
    newId,
    intakeOpen,
    newToken: () => `rehearsal_${newId().padStart(43, '0')}`,
    starters: {},
    known: [],
    asks: askTools({ system }, studies),
    placeOf,
    pages: shown,
  });
  const events = createServeEvents(feedDoor({ system, links, whoIs, lookEvery: 50, now: () => time.now }));
  server.on('request', (request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/api/v1/events')) return void events(request, response);
    if (/^\/(?:do|jobs)\b/.test(path)) return void operate(request, response);
    const isSignIn = /^\/(?:sign-|account)/.test(path);
    const isLink = path.startsWith('/links/') || /^\/requests\/[^/]+\/answers\//.test(path);
    const isForm = path.split('?')[0] === '/requests/form' && request.method === 'POST';
    void (isSignIn ? signIn : isLink ? link : isForm ? receive : pages)(request, response);
  });
}

/** A request in the house, moved on by commands. */
export interface Guest {
  id: string;
  state(): Promise<RequestState>;
  does(ask: Ask, by?: Parameters<typeof person>[0]): Promise<RequestState>;
  answers(who: string, kind: QuestionKind, action: Action, details?: Partial<AnswerDetails>): Promise<RequestState>;
  /** The link of the open question of this kind, for one person. */
  link(kind: QuestionKind, action: Action, who: string, step?: string): Promise<{ url: string; code: string; question: number }>;
}

export interface Invited {
  id?: string;
  via?: 'form' | 'webhook';
  submission?: Partial<Submission>;
  warnings?: Warning[];
}

export async function invite(
  { system, links }: Pick<House, 'links'> & { system: RequestSystem },
  { id = 'rq7k2m', via = 'webhook', submission = {}, warnings = [] }: Invited = {},
): Promise<Guest> {
  let commands = 0;
  await system.store.transact(async (tx) => {
    await tx.get({ collection: 'requests', id });
    create(system, tx, {
      command: 'submit',
      id: `submit:${id}`,
      at: tx.now(),
      by: contributor,
      requestId: id,
      via,
      warnings,
      backend: 'local',
      submission: sampleSubmission(submission),
    });
  });
  const state = async (): Promise<RequestState> => {
    const found = await system.store.get({ collection: 'requests', id });
    if (found === undefined) throw new Error('gone');
    return found.state;
  };
  const does: Guest['does'] = async (ask, by) => {
    await system.store.transact(async (tx) => {
      const document = await tx.get({ collection: 'requests', id });
      if (document === undefined) throw new Error('gone');
      const outcome = change(system, tx, document, {
        ...withLook(ask, document.state),
        id: `${id}:${(commands += 1)}`,
        at: tx.now(),
        by: by === undefined ? bySystem : person(by),
      });
      if (outcome.outcome === 'refused') throw new Error(`${ask.command}: ${outcome.refusal.message}`);
    });
    return state();
  };
  return {
    id,
    state,
    does,
    answers: async (who, kind, action, details = {}) =>
      does(
        {
          command: 'answer',
          question: openQuestion(await state(), kind).id,
          action,
          details: { comment: 'Looked at it closely.', ...details },
        },
        who,
      ),
    async link(kind, action, who, step) {
      const question = openQuestion(await state(), kind, step).id;
      return {
        question,
        url: links.url({ subject: theRequest(id), question, action, person: who }),
        code: links.code({ subject: theRequest(id), question, person: who }),
      };
    },
  };
}

export async function toReview(guest: Guest): Promise<RequestState> {
  return guest.does({ command: 'record_gates', headSha: SHA, gates: allGates() });
}

/** Accepted, deployed on `local`, and its first job under way. */
export async function toRunning(guest: Guest): Promise<RequestState> {
  await toReview(guest);
  await guest.answers('grace', 'review', 'accept');
  await guest.does({ command: 'grant_turn', fencing: 1 });
  await guest.does({ command: 'record_test_ref', fencing: 1, testRef: 'test-pr12345-aaaaaaa', testSha: 'c'.repeat(40) });
  await guest.does({ command: 'start_deploy_step', fencing: 1, step: 'deploy' });
  return guest.does({ command: 'end_deploy_step', fencing: 1, step: 'deploy', passed: true, note: '' });
}

export async function runEnds(guest: Guest, over: Partial<RunEnding> = {}): Promise<RequestState> {
  const live = (await guest.state()).jobs.flatMap(({ runs }) => runs).find(({ state }) => state === 'pending' || state === 'executing');
  if (live === undefined) throw new Error('nothing runs');
  await guest.does({ command: 'record_launch', run: live.id });
  await guest.does({ command: 'start_run', run: live.id, fencing: live.fencing });
  return guest.does({ command: 'end_run', run: live.id, fencing: live.fencing, ending: ending(over) });
}
