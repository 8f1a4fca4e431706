import type { Situation } from './situation-names.ts';
import { createHash } from 'node:crypto';
import { openSqliteStore } from '#adapters/embedded/sqlite-store.ts';
import type { Intake } from '#application/intake.ts';
import { parseSubmission } from '#domain/intake/parse-submission.ts';
import type { IntakeContext } from '#domain/intake/context.ts';
import { changeKey } from '#domain/intake/submission.ts';
import { createLinkSigner, type LinkSigner } from '#edge/action-links.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import { createDispatchEffect } from '#functions/dispatch-effect/handler.ts';
import { createFollowLink } from '#functions/follow-link/handler.ts';
import { createFormPages } from '#functions/receive-request/form-pages.ts';
import { createReceiveRequest } from '#functions/receive-request/handler.ts';
import { createServeAgent } from '#functions/serve-agent/handler.ts';
import { createSweep } from '#functions/sweep/handler.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { mailTools } from '#shared/wiring/mail-tools.ts';
import { requireSettings } from '#shared/settings.ts';
import type { Store } from '#ports/store.ts';
import type { Task } from '#ports/task-queue.ts';
import { deliver, openWorld, START, type World } from '#test/support/application/world.ts';
import { createClockwork, type Clockwork } from './engine/clockwork.ts';
import { createDice, type Dice } from './engine/dice.ts';
import { createRecord, type Record } from './engine/record.ts';
import { besiegedStore, type Committed } from './engine/siege-store.ts';
import { besieged, type Siege } from './engine/siege.ts';
import { createWeather, type Plan, type Weather } from './engine/weather.ts';
import { createNetwork, type Network } from './network.ts';
import { builderManners, createBuilder, type Builder } from './outside/builder.ts';
import { createSimHost, type Poison, type SimHost } from './outside/host.ts';
import { ask, type Asked, type Answered } from './outside/http.ts';
import { createPostOffice, mailManners, type Arrived } from './outside/post-office.ts';
import { createProvider, providerManners, type Provider } from './outside/provider.ts';
import { rewired } from './rewire.ts';
import { townRules } from './town-rules.ts';

export const PUBLIC_URL = 'https://rehearsal.example.org';
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

/** The whole system over a store in memory, and the world around it, all from one seed. */
export interface Town {
  plan: Plan;
  clockwork: Clockwork;
  dice: Dice;
  weather: Weather;
  record: Record;
  siege: Siege;
  network: Network;
  world: World;
  /** The store itself, for those who look from outside. */
  store: Store;
  links: LinkSigner;
  doors: { receive: Handler; follow: Handler; agent: Handler; sweep: Handler };
  office: { arrived: Arrived[] };
  provider: Provider;
  builder: Builder;
  host: SimHost;
  /** How often each situation was seen. */
  seen: (what: Situation) => void;
  situations: Map<Situation, number>;
  /** Those who want to know of each commit, mail and log line. */
  listeners: { commit: ((committed: Committed) => void)[]; mail: ((arrived: Arrived) => void)[]; task: ((task: Task) => void)[] };
  logged: World['logged'];
  /** The approval sheet as it stands. */
  rows: World['sheet']['rows'];
  /** What was answered with an error of ours although nothing was wrong outside. */
  broken: string[];
  ask: (door: keyof Town['doors'], asked: Asked) => Promise<Answered>;
  close: () => Promise<void>;
}

const context: IntakeContext = {
  repositories: [{ owner: 'oppia', repository: 'oppia' }],
  backends: ['local', 'backup'],
  releases: ['3.4.0', '3.4.1', '3.4.2'],
};
const settings = requireSettings(sampleSettings({ data: '.', publicUrl: PUBLIC_URL }));

export interface TownOptions {
  keepLines?: boolean;
  decide?: Siege['decide'];
}

export function openTown(plan: Plan, { keepLines = false, decide }: TownOptions = {}): Town {
  const dice = createDice(plan.seed);
  const record = createRecord(keepLines);
  const clockwork = createClockwork(START, record);
  const weather = createWeather(plan);
  const situations = new Map<Situation, number>();
  const seen = (what: Situation): void => void situations.set(what, (situations.get(what) ?? 0) + 1);
  const siege: Siege = { clockwork, record, weather, dice: dice.fork('siege'), decide, seen };
  const listeners: Town['listeners'] = { commit: [], mail: [], task: [] };
  const broken: string[] = [];
  const store = openSqliteStore({ path: ':memory:', now: () => clockwork.time.now });
  const office = createPostOffice(clockwork, (arrived, again) => {
    if (again) seen('a mail arrived twice');
    listeners.mail.forEach((tell) => tell(arrived));
  });
  const provider = createProvider(clockwork, dice.fork('provider'), weather, seen);
  const builder = createBuilder(clockwork, dice.fork('builder'), weather);
  const plainWorld = openWorld({
    store,
    time: clockwork.time,
    rules: townRules(),
    wrap: (inner) => besiegedStore(siege, inner, (committed) => listeners.commit.forEach((tell) => tell(committed))),
  });
  const host = createSimHost(plainWorld.host, clockwork, dice.fork('host'), weather);
  const links = createLinkSigner({ keys: [Buffer.alloc(32, 7)], baseUrl: PUBLIC_URL });
  const town: Pick<Town, 'doors' | 'world'> = { doors: noDoors, world: plainWorld };
  const network = createNetwork({
    clockwork,
    dice: dice.fork('network'),
    weather,
    seen,
    perform: (task) => ask(taskDoor(town.world, task), { method: 'POST', url: '/', body: JSON.stringify(task.payload) }),
    enqueued: (task) => listeners.task.forEach((tell) => tell(task)),
    ring: (subject) => createDispatchEffect(town.world.system)({ subject }),
  });
  town.world = besiegedWorld(siege, plainWorld, { office, provider, builder, host, network, links });
  town.doors = openDoors(town.world, clockwork, links, dice.fork('ids'));
  const common = { plan, clockwork, dice, weather, record, siege, network, store, links, office, provider, builder, host };
  return {
    ...common,
    ...town,
    seen,
    situations,
    listeners,
    logged: plainWorld.logged,
    rows: plainWorld.sheet.rows,
    broken,
    async ask(door, asked) {
      const calm = weather.calm;
      const answered = await ask(town.doors[door], asked);
      if (calm && answered.status >= 500) broken.push(`${asked.method} ${door} ${asked.url}`);
      return answered;
    },
    close: () => store.close(),
  };
}

const noDoor: Handler = async () => undefined;
const noDoors = { receive: noDoor, follow: noDoor, agent: noDoor, sweep: noDoor };
/** Whoever calls is who it says it is: proving that is told by tests of its own. */
const trusting = { verify: async () => ({ email: 'functions@example.org' }) };

function taskDoor(world: World, { kind }: Pick<Task, 'kind'>): Handler {
  return taskHandler(trusting, world.system.log, (payload) => deliver(world, { kind, payload }));
}

type Around = Pick<Town, 'office' | 'provider' | 'builder' | 'host' | 'network' | 'links'>;

/** Every port of the world behind the siege, wherever it was handed on to. */
function besiegedWorld(
  siege: Siege,
  world: World,
  { office, provider, builder, host, network, links }: Around & { office: ReturnType<typeof createPostOffice> },
): World {
  const swaps = new Map<unknown, unknown>([
    [world.mailer, besieged(siege, 'mailer', office, mailManners)],
    [world.executor, besieged(siege, 'provider', provider, providerManners)],
    [world.deployer, besieged(siege, 'builder', builder, builderManners)],
    [world.host, besieged(siege, 'host', host, { inOrder: true })],
    [world.sheet, besieged(siege, 'sheet', brittleSheet(world.sheet, host))],
    [world.announcer, besieged(siege, 'announcer', world.announcer)],
    [world.outputs, besieged(siege, 'outputs', world.outputs)],
    [world.queue, besieged(siege, 'queue', network.queue)],
  ]);
  const rebuilt = rewired(world, swaps);
  const tools = mailTools({ settings, system: rebuilt.system, links }, rebuilt.mailTools.mailer);
  const render: typeof tools.render = (mail) => {
    if (isPoison(host, 'mail', changeKey(mail.state.submission.change))) throw new Error('this mail cannot be written');
    return tools.render(mail);
  };
  return { ...rebuilt, mailTools: { ...tools, render } };
}

function isPoison({ pulls }: SimHost, poison: Poison, pullRequestKey: string): boolean {
  return pulls.get(pullRequestKey.split('#')[1] ?? '')?.poison === poison;
}

/** One that breaks at the rows of a poisoned request. */
function brittleSheet(sheet: World['sheet'], host: SimHost): World['sheet'] {
  return {
    ...sheet,
    upsertRows: async (rows) => {
      if (rows.some(({ cells }) => isPoison(host, 'sheet', cells.pullRequest))) throw new Error('the sheet breaks at this row');
      return sheet.upsertRows(rows);
    },
  };
}

function openDoors(world: World, clockwork: Clockwork, links: LinkSigner, dice: Dice): Town['doors'] {
  const { system, outputs } = world;
  const site = {
    installation: settings.installation,
    rules: system.rules,
    timeZone: 'UTC',
    now: () => clockwork.time.now,
    check: (form: unknown) => parseSubmission(form, context),
  };
  const intake: Intake = {
    open: true,
    context,
    quotas: { perContributor: 20, perChange: 20, perDay: 100 },
    // Short enough to meet one that is taken.
    newId: () => `rq${dice.below(60)}`,
    statusUrl: (id) => links.statusUrl(id),
  };
  const webhook = { secrets: [WEBHOOK_SECRET], wallClock: () => clockwork.time.now };
  const backendOf = (authorization: string | undefined): string | undefined => authorization?.replace(/^Bearer /, '');
  let sweeps = 0;
  return {
    receive: createReceiveRequest(system, intake, webhook, createFormPages(site)),
    follow: createFollowLink({ system, links, installation: settings.installation, timeZone: 'UTC', linkExpiry: 14 * 24 * 3_600_000 }),
    agent: createServeAgent(system, { backendOf, outputs, lookEvery: 100, longestWait: 0, sleep: async () => undefined }),
    sweep: createSweep(system, trusting, () => `s${(sweeps += 1)}`),
  };
}

export function sha(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
