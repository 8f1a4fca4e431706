import { accessSettings } from '#products/pipelines/settings/access.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publicPaths } from '#doors/contracts/public-paths.ts';
import { guardServer } from '#doors/guard-door.ts';
import { outermost } from '#doors/outermost.ts';
import { createPageSender } from '#doors/page-sender.ts';
import type { Handler } from '#doors/task-handler.ts';
import { createServeControllerTasks } from '#functions/serve-controller-tasks/handler.ts';
import { serveControllerTasks } from '#functions/serve-controller-tasks/wiring.ts';
import { createServeRap } from '#functions/serve-rap/handler.ts';
import { serveRap } from '#functions/serve-rap/wiring.ts';
import { running } from '#html/script/on-page.ts';
import { stylesheet } from '#html/style.ts';
import { createFakeController, type FakeController } from './fake-controller.ts';
import type { FakePlan } from './fake-plan.ts';
import type { TaskDesk } from '#products/pipelines/ports/controller-tasks.ts';
import type { RapDesk } from '#products/pipelines/ports/rap.ts';
import { framed, type PageContent } from '#html/document.ts';
import { rapFrame } from '#products/pipelines/pages/rap-document.ts';

/** Both doors over real HTTP, on a controller in memory unless another is given. Time moves by a second with each call of it. */
export interface DoorsHouse<C = FakeController> {
  url: string;
  controller: C;
  logged: string[];
  close(): Promise<void>;
}

/** Two clients that share no backend, and three agents. */
export const TOKENS = {
  client: 'client-of-north-and-south-0123456789',
  otherClient: 'client-of-west-0123456789abcdef',
  north: 'agent-of-north-0123456789abcdefgh',
  south: 'agent-of-south-0123456789abcdefgh',
  west: 'agent-of-west-0123456789abcdefghi',
} as const;

const clients = new Map([
  [TOKENS.client, { name: 'one', backends: ['north', 'south'] }],
  [TOKENS.otherClient, { name: 'two', backends: ['west'] }],
] as [string, { name: string; backends: string[] }][]);
const agents = new Map<string, string>([
  [TOKENS.north, 'north'],
  [TOKENS.south, 'south'],
  [TOKENS.west, 'west'],
]);

export const PLAN: FakePlan = {
  make_dataset: { needs: [], usesDatabase: true },
  tidy: { needs: ['make_dataset'] },
  describe: { needs: ['tidy'] },
  plot: { needs: ['tidy'] },
  alone: { needs: [] },
};

export function openDoorsHouse(): Promise<DoorsHouse> {
  let at = Date.UTC(2026, 8, 1, 8);
  return openDoorsOn(createFakeController(PLAN, () => (at += 1_000)));
}

/** What the settings have unless they say otherwise. */
const usualScope = {
  datasetPermissions: accessSettings.datasetPermissions.parse(undefined),
  populationPermissions: accessSettings.populationPermissions.parse(undefined),
  componentAccess: accessSettings.componentAccess.parse(undefined),
};

export async function openDoorsOn<C extends RapDesk & TaskDesk>(controller: C): Promise<DoorsHouse<C>> {
  const logged: string[] = [];
  const log = (...entry: unknown[]): void => void logged.push(JSON.stringify(entry));
  const installation = 'Rehearsal (sample)';
  const rap = createServeRap({
    clientOf: (token) => Promise.resolve(clients.get(token)),
    desk: controller,
    scope: usualScope,
    log,
    sendPage: createPageSender<PageContent>(stylesheet, running)((content) => framed(content, { ...rapFrame, installation })),
  });
  const tasks = createServeControllerTasks({
    backendOf: (token) => Promise.resolve(agents.get(token)),
    isBackend: (slug) => Promise.resolve([...agents.values()].includes(slug)),
    desk: controller,
    log,
  });
  const { url, close } = await listen({ 'serve-rap': rap, 'serve-controller-tasks': tasks }, log);
  return { url, controller, logged, close };
}

/** As hosting hands them out. */
async function listen(doors: Record<string, Handler>, log: (...entry: unknown[]) => void): Promise<Pick<DoorsHouse, 'url' | 'close'>> {
  const wirings = { 'serve-rap': serveRap, 'serve-controller-tasks': serveControllerTasks };
  const routes = publicPaths().flatMap(({ path, function: name }) => {
    const handler = doors[name];
    const rules = Object.entries(wirings).find(([one]) => one === name)?.[1].door;
    if (handler === undefined || rules === undefined) return [];
    const fits = new RegExp(`^${path.replaceAll('**', '.+').replaceAll(/(?<!\.)\*/g, '[^/]+')}$`.replace('.+$', '.*$'));
    return [{ fits, rules, handle: outermost(name, { log, origins: new Set() }, handler, rules.answer) }];
  });
  const routeOf = (target: string | undefined) => routes.find(({ fits }) => fits.test((target ?? '').split('?', 1)[0] ?? ''));
  const server = createServer((request, response) => {
    const route = routeOf(request.url);
    if (route === undefined) response.writeHead(404).end();
    else void route.handle(request, response);
  });
  const [{ rules }] = routes as [(typeof routes)[number]];
  guardServer(server, rules);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
