import { createStatementSigner } from '#platform/statement-signer.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import type { Intake } from '#products/rehearsal/app/intake.ts';
import type { IntakeContext } from '#contexts/intake/domain/context.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import type { LinkSigner } from '#doors/action-links.ts';
import { taskHandler, type Handler } from '#doors/task-handler.ts';
import { everybody } from '#test/support/everybody.ts';
import { createFollowLink } from '#functions/follow-link/handler.ts';
import { createReceivePullRequestEvent } from '#functions/receive-pull-request-event/handler.ts';
import { createFormPages } from '#functions/receive-request/form-pages.ts';
import { createReceiveRequest } from '#functions/receive-request/handler.ts';
import { createReconcileSheet } from '#functions/reconcile-sheet/handler.ts';
import { createServeControllerTasks } from '#functions/serve-controller-tasks/handler.ts';
import { noOutputs } from '#functions/wiring/no-outputs.ts';
import { owners } from '#functions/wiring/owners.ts';
import { createTaskDesk } from '#products/pipelines/app/controller-tasks.ts';
import { kernelOf } from '#products/pipelines/app/machine.ts';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { SECOND } from '#kernel/time.ts';
import { createServeAgent } from '#functions/serve-agent/handler.ts';
import { placeReader } from '#functions/wiring/places.ts';
import { operatorsAlone, operatorWithToken } from '#doors/who-is.ts';
import { createServeApi } from '#functions/serve-api/handler.ts';
import { askRight, operate } from '#functions/serve-operations/operate.ts';
import { sampleCursors } from '#test/support/cursors.ts';
import { createServePages } from '#functions/serve-pages/handler.ts';
import { createSweep } from '#functions/sweep/handler.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { requireSettings } from '#functions/wiring/settings.ts';
import { deliver, type World } from '#test/support/application/world.ts';
import type { Clockwork } from './engine/clockwork.ts';
import type { Dice } from './engine/dice.ts';
import type { Task } from '#kernel/task-queue.ts';
import { sampleFraming, sampleSenderFor } from '#test/support/framed-page.ts';

/** Signs nothing outside. */
const STATEMENT_KEY = '2026-12-01=MC4CAQAwBQYDK2VwBCIEIBksQvryhwqDovRn2CIB5ev2LUOs9BdMl5otUyx98dCr';
export const PUBLIC_URL = 'https://rehearsal.example.org';
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
export const EVENT_SECRET = 'what the code host signs with';
export const OPERATOR = 'Bearer the token of an operator';

/** Every function that is called over HTTP by people, programs and schedules; those of tasks are behind `taskDoor`. */
export interface Doors {
  receive: Handler;
  events: Handler;
  follow: Handler;
  pages: Handler;
  agent: Handler;
  /** P5. For agents of job-runner. */
  controller: Handler;
  operate: Handler;
  sweep: Handler;
  reconcile: Handler;
}

export const settings = requireSettings(sampleSettings({ data: '.', publicUrl: PUBLIC_URL }));

const context: IntakeContext = {
  repositories: [{ owner: 'oppia', repository: 'oppia' }],
  backends: ['local', 'backup'],
  releases: ['3.4.0', '3.4.1', '3.4.2'],
};

const noDoor: Handler = async () => undefined;
export const noDoors: Doors = {
  receive: noDoor,
  events: noDoor,
  follow: noDoor,
  pages: noDoor,
  agent: noDoor,
  controller: noDoor,
  operate: noDoor,
  sweep: noDoor,
  reconcile: noDoor,
};

/** Whoever calls is who it says it is: proving that is told by tests of its own. */
const trusting = { verify: async () => ({ email: 'functions@example.org' }) };

export function taskDoor(world: World, { kind }: Pick<Task, 'kind'>): Handler {
  return taskHandler(trusting, world.system.log, (payload) => deliver(world, { kind, payload }));
}

export function openDoors(world: World, clockwork: Clockwork, links: LinkSigner, dice: Dice, flooded: boolean): Doors {
  const { system, outputs } = world;
  const now = (): number => clockwork.time.now;
  const { installation } = settings;
  const senderFor = sampleSenderFor(links, everybody, now);
  const numbered = (letter: string): (() => string) => {
    let count = 0;
    return () => `${letter}${(count += 1)}`;
  };
  const opens = async (authorization: string | undefined, backend: string): Promise<boolean> => authorization === `Bearer ${backend}`;
  return {
    receive: receiveDoor(world, links, dice, now, flooded),
    events: createReceivePullRequestEvent(system, { secrets: [EVENT_SECRET], repositories: context.repositories }),
    follow: createFollowLink({
      system,
      codeHost: world.host,
      outputs,
      links,
      whoIs: operatorsAlone(everybody),
      placeOf: placeReader(system),
      visitors: { find: async () => undefined, isTheirForm: () => false },
      requestUrl: (id) => `${PUBLIC_URL}/requests/${id}`,
      senderFor,
      timeZone: 'UTC',
    }),
    pages: createServePages({
      system,
      links,
      operators: everybody,
      operatorSignIn: async () => '',
      ways: { mail: true, providers: [] },
      whoIs: operatorsAlone(everybody),
      placeOf: placeReader(system),
      words: {},
      choices: async () => ({}),
      firstPageOf: () => '/board',
      settingsInForce: () => [],
      outputs,
      statements: createStatementSigner([STATEMENT_KEY]),
      installation,
      senderFor: sampleFraming(links, now),
      publicUrl: PUBLIC_URL,
      timeZone: 'UTC',
      newId: numbered('p'),
      intakeOpen: true,
    }),
    agent: createServeAgent(system, { opens, outputs, lookEvery: 100, longestWait: 0, sleep: async () => undefined }),
    controller: controllerDoor(system),
    operate: apiDoor(world, numbered),
    sweep: createSweep(system, trusting, numbered('s')),
    reconcile: createReconcileSheet(system, trusting, world.sheet, (id) => `https://status/${id}`),
  };
}

function apiDoor({ system, host }: World, numbered: (letter: string) => () => string): Handler {
  const token = numbered('t');
  const tools = {
    placeOf: placeReader(system),
    intakeOpen: true,
    signInUrl: () => undefined,
    starters: {},
    known: [],
    asks: askTools({ system }, host),
    newToken: () => `rehearsal_${token().padStart(43, '0')}`,
  };
  const ids = numbered('o');
  return createServeApi(system, {
    callerOf: async (authorization) => (authorization === OPERATOR ? operatorWithToken('operator') : undefined),
    cursors: sampleCursors,
    rates: { take: () => undefined },
    async refusalOf(who, asked) {
      const said = await askRight(system, { who, placeOf: tools.placeOf }, asked);
      return 'refusal' in said ? said.refusal : undefined;
    },
    sendPage: () => undefined,
    operate: (who, asked, newId = ids) => operate(system, { ...tools, newId, who }, asked),
  });
}

function controllerDoor(system: World['system']): Handler {
  const kernel = kernelOf(system);
  const asker = { user: 'ada', project: 'p', organisations: [], permissions: [] };
  return createServeControllerTasks({
    backendOf: async (token) => (context.backends.includes(token) ? token : undefined),
    isBackend: async (slug) => context.backends.includes(slug),
    desk: createTaskDesk({
      desk: { kernel, store: system.store, outputs: noOutputs, limits: system.rules.output, owners },
      noteSeen: (backend) => noteHeard(kernel, backend, { every: SECOND }),
      askerOf: async () => asker,
    }),
    log: system.log,
  });
}

/** I13. Enough for all who sign, and soon too few for a flood: what counts among the signed must be of the signed alone. */
const few = { perContributor: 4, perChange: 4, perDay: 6 };
const many = { perContributor: 20, perChange: 20, perDay: 100 };

function receiveDoor({ system }: World, links: LinkSigner, dice: Dice, now: () => number, flooded: boolean): Handler {
  const check = (form: unknown): ReturnType<typeof parseSubmission> => parseSubmission(form, context);
  const intake: Intake = {
    open: true,
    context,
    quotas: flooded ? { ...few, unproven: few } : { ...many, unproven: many },
    // Short enough to meet one that is taken.
    newId: () => `rq${dice.below(60)}`,
    statusUrl: (id) => links.statusUrl(id),
  };
  const webhook = { secrets: [WEBHOOK_SECRET], wallClock: now };
  const newId = (): string => `again-${dice.below(1_000_000)}`;
  const site = {
    senderFor: sampleSenderFor(links, everybody, now),
    rules: system.rules,
    timeZone: 'UTC',
    now,
    check,
    newId,
    earlierOf: async () => undefined,
  };
  return createReceiveRequest(system, intake, webhook, createFormPages(site));
}
