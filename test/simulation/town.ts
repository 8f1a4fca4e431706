import type { Situation } from './situation-names.ts';
import { createHash } from 'node:crypto';
import { storeHolding } from '#test/support/shapes/raw-store.ts';
import type { SampleDocument } from '#test/support/shapes/sample.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { createLinkSigner, type LinkSigner } from '#doors/action-links.ts';
import { createDispatchEffect } from '#functions/dispatch-effect/handler.ts';
import { mailDependencies } from '#functions/wiring/mail-dependencies.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { RequestMail } from '#products/rehearsal/app/teller.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Store } from '#functions/wiring/system.ts';
import { openWorld, START, type World } from '#test/support/application/world.ts';
import { noDoors, openDoors, PUBLIC_URL, settings, taskDoor, type Doors } from './doors.ts';
import { createClockwork, type Clockwork, type Life } from './engine/clockwork.ts';
import { createDice, type Dice } from './engine/dice.ts';
import { createRecord, type Record } from './engine/record.ts';
import { besiegedStore, type Committed } from './engine/siege-store.ts';
import { besieged, type Siege } from './engine/siege.ts';
import { createWeather, type Plan, type Weather } from './engine/weather.ts';
import { createNetwork, type Network } from './network.ts';
import { builderManners, createBuilder, type Builder } from './outside/builder.ts';
import { channelManners, createChannels, PER_HOUR, type Channels, type Heard } from './outside/channels.ts';
import { createSimHost, type Merging, type Poison, type SimHost } from './outside/host.ts';
import { createCheckBoards } from './outside/checks.ts';
import { ask, type Asked, type Answered } from './outside/http.ts';
import { createPostOffice, mailManners, type Arrived } from './outside/post-office.ts';
import type { Prints } from './outside/outputs.ts';
import { createProvider, providerManners, type Provider } from './outside/provider.ts';
import { createMachine, type Machine } from './outside/machine.ts';
import { createStudy, withStudy, type Study } from './outside/study.ts';
import { createPipelinesShadow, type PipelinesShadow } from './pipelines-shadow.ts';
import { createSimSheet, type SimSheet } from './outside/sheet.ts';
import { rewired } from './rewire.ts';
import { townRules } from './town-rules.ts';
import type { Task } from '#kernel/task-queue.ts';

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
  doors: Doors;
  office: { arrived: Arrived[] };
  provider: Provider;
  builder: Builder;
  /** K1. */
  study: Study;
  /** What really runs of pipelines. */
  machine: Machine;
  /** Runs, jobs and slots as they were last committed. */
  pipelines: PipelinesShadow;
  /** What each run that began anywhere printed. */
  prints: Prints;
  host: SimHost;
  sheet: SimSheet;
  /** What chat and programs were told. */
  heard: Heard[];
  /** How often each situation was seen. */
  seen: (what: Situation) => void;
  situations: Map<Situation, number>;
  /** Those who want to know of each commit, mail and log line. */
  listeners: {
    commit: ((committed: Committed) => void)[];
    mail: ((arrived: Arrived) => void)[];
    task: ((task: Task) => void)[];
    /** Rehearsal has merged a pull request. */
    merge: ((merged: Merging) => void)[];
    /** Something of a request begins outside. */
    begin: ((begun: Begun) => void)[];
  };
  logged: World['logged'];
  /** The approval sheet as it stands. */
  rows: World['sheet']['rows'];
  /** Every request as it was last committed. */
  watchedRequests: () => ReadonlyMap<string, RequestDocument>;
  /** What was answered with an error of ours although nothing was wrong outside; 503 is what a closed intake says. */
  broken: string[];
  ask: (door: keyof Town['doors'], asked: Asked) => Promise<Answered>;
  close: () => Promise<void>;
}

interface Begun {
  requestId: string;
  what: string;
}

export interface TownOptions {
  keepLines?: boolean;
  /** When its time begins. */
  from?: number;
  /** What an earlier program has stored, as it did. */
  stored?: readonly SampleDocument[];
  decide?: Siege['decide'];
}

export function openTown(plan: Plan, { keepLines = false, from = START, stored = [], decide }: TownOptions = {}): Town {
  const dice = createDice(plan.seed);
  const record = createRecord(keepLines);
  const clockwork = createClockwork(from, record);
  const weather = createWeather(plan);
  const situations = new Map<Situation, number>();
  const seen = (what: Situation): void => void situations.set(what, (situations.get(what) ?? 0) + 1);
  const siege: Siege = { clockwork, record, weather, dice: dice.fork('siege'), decide, brink: brinkOf(plan, dice.fork('brink')), seen };
  const listeners: Town['listeners'] = { commit: [], mail: [], task: [], merge: [], begin: [] };
  const broken: string[] = [];
  const store = storeHolding(stored, { path: ':memory:', now: () => clockwork.time.now });
  const office = createPostOffice(clockwork, (arrived, again) => {
    if (again) seen('a mail arrived twice');
    listeners.mail.forEach((tell) => tell(arrived));
  });
  const prints: Prints = new Map();
  const provider = createProvider(clockwork, dice.fork('provider'), weather, seen, prints, ({ subject, id }) =>
    listeners.begin.forEach((tell) => tell({ requestId: subject.id, what: `${id} was launched` })),
  );
  const builder = createBuilder(clockwork, dice.fork('builder'), weather);
  const plainWorld = openWorld({
    store,
    time: clockwork.time,
    rules: townRules(plan.settings),
    wrap: (inner) => besiegedStore(siege, inner, (committed) => listeners.commit.forEach((tell) => tell(committed))),
  });
  const [study, machine, pipelines] = [createStudy(), createMachine(), createPipelinesShadow()];
  listeners.commit.push(pipelines.take);
  const pulls = createSimHost(plainWorld.host, {
    onMerge: (merged) => listeners.merge.forEach((tell) => tell(merged)),
    foundAgain: () => seen('a merge whose answer was lost was found'),
    life: () => clockwork.current()?.id,
    boards: createCheckBoards(dice.fork('checks'), seen),
  });
  const host = withStudy(pulls, study);
  const sheet = createSimSheet(clockwork, ({ cells }) => isPoison(host, 'sheet', cells.pullRequest));
  const { channels, heard } = createChannels(clockwork);
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
  town.world = besiegedWorld(siege, plainWorld, { office, provider, builder, host, sheet, channels, network, links });
  town.doors = openDoors(town.world, clockwork, links, dice.fork('ids'), plan.on.flood);
  const common = {
    plan,
    clockwork,
    dice,
    weather,
    record,
    siege,
    network,
    store,
    links,
    office,
    provider,
    builder,
    host,
    sheet,
    heard,
    prints,
    study,
    machine,
    pipelines,
  };
  return {
    ...common,
    ...town,
    seen,
    situations,
    listeners,
    logged: plainWorld.logged,
    rows: sheet.rows,
    broken,
    watchedRequests: () => nothing,
    async ask(door, asked) {
      const calm = weather.calm;
      const answered = await ask(town.doors[door], asked);
      if (calm && decide === undefined && answered.status >= 500 && answered.status !== 503)
        broken.push(`${asked.method} ${door} ${asked.url}`);
      return answered;
    },
    close: () => store.close(),
  };
}

type Around = Pick<Town, 'provider' | 'builder' | 'host' | 'sheet' | 'network' | 'links'> & {
  office: ReturnType<typeof createPostOffice>;
  channels: Channels;
};

/** Every port of the world behind the siege, wherever it was handed on to. */
function besiegedWorld(siege: Siege, world: World, { office, provider, builder, host, sheet, channels, network, links }: Around): World {
  const steps = besieged(siege, 'builder', builder, builderManners);
  const swaps = new Map<unknown, unknown>([
    [world.mailer, besieged(siege, 'mailer', office, mailManners)],
    [world.executor, besieged(siege, 'provider', provider, providerManners)],
    [world.deployer, steps],
    [world.host, besieged(siege, 'host', host, { inOrder: true })],
    [world.sheet, besieged(siege, 'sheet', sheet)],
    [world.announcer, besieged(siege, 'announcer', world.announcer, channelManners)],
    [world.outputs, besieged(siege, 'outputs', world.outputs)],
    [world.queue, besieged(siege, 'queue', network.queue)],
  ]);
  const rebuilt = rewired(world, swaps);
  const dependencies = mailDependencies(
    { settings, system: rebuilt.system, links, signIn: { tokens: { mailedUrl: (ask) => ask, passUrl: (ask) => ask } } },
    rebuilt.mailDependencies.mailer,
  );
  const render: typeof dependencies.render = (mail, others = []) => {
    const about = [mail, ...others].flatMap((one) => (requestOf(one.subject) === undefined ? [] : [(one as RequestMail).state]));
    if (about.some((state) => state !== undefined && isPoison(host, 'mail', changeKey(state.submission.change))))
      throw new Error('this mail cannot be written');
    return dependencies.render(mail, others);
  };
  const { deployDependencies } = rebuilt;
  return {
    ...rebuilt,
    mailDependencies: { ...dependencies, render },
    deployDependencies: { ...deployDependencies, byProgram: { ...deployDependencies.byProgram, regression: steps } },
    channels: new Map(
      [...channels].map(([name, one]) => [name, { channel: besieged(siege, 'channel', one, channelManners), perHour: PER_HOUR }]),
    ),
  };
}

const nothing: ReadonlyMap<string, RequestDocument> = new Map();

const MINUTE = 60_000;

/** Approvals that come near the cutoff come right before it, or at its very instant. */
function brinkOf({ settings: { cutAfter } }: Plan, dice: Dice): NonNullable<Siege['brink']> {
  const calls = new WeakMap<Life, number>();
  // The same for all of a town: whoever comes right before it leaves nothing to decide at the instant itself.
  const isBefore = dice.chance(0.5);
  return (life, call, now) => {
    if (call !== 'store.transact' || !life.name.startsWith('press approve')) return undefined;
    // The first counts the codes that were typed, the second records what was seen of the gates (G9); the third decides.
    const nth = (calls.get(life) ?? 0) + 1;
    calls.set(life, nth);
    const left = cutAfter === undefined ? Infinity : START + cutAfter - now;
    if (nth !== 3 || left <= 1 || left > 15 * MINUTE) return undefined;
    return isBefore ? left - 1 : left;
  };
}

function isPoison({ pulls }: SimHost, poison: Poison, pullRequestKey: string): boolean {
  return pulls.get(pullRequestKey.split('#')[1] ?? '')?.poison === poison;
}

export function sha(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
