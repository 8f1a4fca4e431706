import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { guardServer } from '#doors/guard-door.ts';
import { outermost } from '#doors/outermost.ts';
import { createServeApi } from '#functions/serve-api/handler.ts';
import type { ApiDoor } from '#functions/serve-api/door.ts';
import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import { askRight, operate } from '#functions/serve-operations/operate.ts';
import { createPageSender } from '#doors/page-sender.ts';
import { apiFrame } from '#functions/serve-api/pages.ts';
import type { Starter } from '#contexts/schedules/ports/starter.ts';
import { knownActionsOf } from '#products/pipelines/app/known-studies.ts';
import { createRates } from '#doors/rates.ts';
import { framed, type PageContent } from '#html/document.ts';
import { running } from '#html/script/on-page.ts';
import { stylesheet } from '#html/style.ts';
import { placeReader } from '#functions/wiring/places.ts';
import { operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import { createKeyring } from '#contexts/access/app/keyring.ts';
import { behindToken } from '#functions/wiring/programs.ts';
import { newToken } from '#functions/wiring/random-ids.ts';
import { sampleContext, sampleQuotas } from '#test/support/sample-intake.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { sampleCursors } from '#test/support/cursors.ts';
import { openWorld, type World, type WorldOptions } from '#test/support/application/world.ts';

/** The API over real HTTP, before a world that can be moved by hand. */
export interface ApiHouse {
  world: World;
  url: string;
  /** `body`: as JSON, unless it is a text. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Told>;
  /** What performers said, as they said it. */
  said: { operation: string; done: OperationAnswer }[];
  close(): Promise<void>;
}

export interface Told {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

const sampleIntake = {
  open: true,
  context: sampleContext,
  quotas: sampleQuotas,
  newId: () => `rq${randomUUID().slice(0, 8)}`,
  statusUrl: (id: string) => `https://rehearsal.example.org/status/${id}.secret`,
};

const kettle: Starter = {
  label: 'a kettle',
  problems: async () => [],
  blocked: async () => undefined,
  needs: () => [],
  start: async ({ key }) => ({ answer: 'started', id: key }),
  over: async () => undefined,
};

const TOKEN = 'operator-0123456789abcdef0123456789abcdef';

export async function openApiHouse(
  options: WorldOptions = {},
  more: Partial<ApiDoor> = {},
  world: World = openWorld(options),
  over: { signInUrl?: () => string | undefined } = {},
): Promise<ApiHouse> {
  const { system, host } = world;
  const keyring = createKeyring({ system, now: () => world.time.now, wall: () => world.time.now });
  const tools = {
    newId: randomUUID,
    newToken,
    intakeOpen: true,
    signInUrl: () => 'http://127.0.0.1/board',
    starters: { kettle },
    intake: sampleIntake,
    outputs: world.outputs,
    settingsInForce: () => [{ path: 'rules.undoMinutes', value: '10', from: 'default' as const }],
    known: [knownActionsOf(system, askTools({ system }, host))],
    asks: askTools({ system }, host),
    placeOf: placeReader(system),
    ...over,
  };
  const door: ApiDoor = {
    callerOf: async (authorization) =>
      authorization === `Bearer ${TOKEN}` ? operatorPrincipal('grace', 'token') : behindToken(system, await keyring.verify(authorization)),
    cursors: sampleCursors,
    rates: createRates(100_000, () => performance.now()),
    sendPage: createPageSender<PageContent>(stylesheet, running)((content) => framed(content, { ...apiFrame, installation: 'Sample' })),
    async refusalOf(who, asked) {
      const said = await askRight(system, { who, placeOf: tools.placeOf }, asked);
      return 'refusal' in said ? said.refusal : undefined;
    },
    async operate(who, asked, newId = tools.newId) {
      const said = await operate(system, { ...tools, newId, who }, asked);
      if ('done' in said) house.said.push({ operation: asked.operation, done: said.done });
      return said;
    },
    ...more,
  };
  const server = createServer(
    (request, response) =>
      void outermost('serve-api', { log: system.log, origins: new Set() }, createServeApi(system, door))(request, response),
  );
  guardServer(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const house: ApiHouse = {
    world,
    said: [],
    url,
    async call(method, path, body, headers = {}) {
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(url + path, { method, headers: { authorization: `Bearer ${TOKEN}`, ...type, ...headers }, ...sent });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Told['body']) };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return house;
}
