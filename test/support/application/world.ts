import { changeKey } from '#domain/intake/submission.ts';
import { hash } from 'node:crypto';
import { createAgentDeployer } from '#adapters/agent/agent-deployer.ts';
import { createAgentExecutor } from '#adapters/agent/agent-executor.ts';
import { openSqliteStore } from '#adapters/embedded/sqlite-store.ts';
import { announceEvent, type Outgoing } from '#application/announce-event.ts';
import { USUAL_LIMITS } from '#domain/run/limits.ts';
import { checkGates } from '#application/check-gates.ts';
import { keepClock } from '#application/keep-clock.ts';
import { deployStep, type DeployTools } from '#application/deploy-step.ts';
import { keepCalendar } from '#application/calendar/keep.ts';
import { performOffer } from '#application/perform-offer.ts';
import { performEffect, type Answer } from '#application/perform-effect.ts';
import { runJob, type Executors } from '#application/run-job.ts';
import { sendMail, type MailTools } from '#application/send-mail.ts';
import type { Log, System } from '#application/system.ts';
import { updatePullRequest, type PullRequestTools } from '#application/update-pull-request.ts';
import { updateSheet } from '#application/update-sheet.ts';
import type { OutboxDocument } from '#contracts/document-types.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { OutputStore } from '#ports/output-store.ts';
import type { Store } from '#ports/store.ts';
import type { Task, TaskQueue } from '#ports/task-queue.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import {
  createFakeAnnouncer,
  createFakeDeployer,
  createFakeExecutor,
  createFakeHost,
  createFakeMailer,
  createFakeOutputs,
  createFakeSheet,
} from '#test/support/application/fakes.ts';
import { call, createFaults, type Faults } from '#test/support/application/faults.ts';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';

export const START = 1_800_000_000_000;

/** Every task that was ever taken, by name; a name is taken once. */
export interface FakeQueue extends TaskQueue {
  tasks: Task[];
}

export interface World {
  time: { now: number };
  system: System;
  queue: FakeQueue;
  faults: Faults;
  logged: { severity: Parameters<Log>[0]; message: string; data: Parameters<Log>[2] }[];
  mailer: ReturnType<typeof createFakeMailer>;
  sheet: ReturnType<typeof createFakeSheet>;
  host: ReturnType<typeof createFakeHost>;
  executor: ReturnType<typeof createFakeExecutor>;
  deployer: ReturnType<typeof createFakeDeployer>;
  announcer: ReturnType<typeof createFakeAnnouncer>;
  outputs: OutputStore;
  executors: Executors;
  mailTools: MailTools;
  deployTools: DeployTools;
  channels: Map<string, Outgoing>;
}

export interface WorldOptions {
  store?: Store;
  /** Of the given store. */
  time?: { now: number };
  rules?: Partial<Rules>;
  /** Looks after which a polled run has ended. */
  lasts?: number;
  /** Puts something between the application and the store. */
  wrap?: (store: Store, faults: Faults) => Store;
}

/** The application between a real store and ports that do as they are told; time stands still unless it is moved. */
export function openWorld({ store, time = { now: START }, rules = {}, lasts, wrap = (inner) => inner }: WorldOptions = {}): World {
  const faults = createFaults();
  const logged: World['logged'] = [];
  const queue = createFakeQueue(faults);
  const opened = store ?? openSqliteStore({ path: ':memory:', now: () => time.now });
  const system: System = {
    store: wrap(opened, faults),
    queue,
    rules: { ...sampleRules, gatesOff: ['registry', 'test_file'], ...rules },
    timeScale: 1,
    hash: (text) => hash('sha256', text),
    log: (severity, message, data) => void logged.push({ severity, message, data }),
  };
  const ports = {
    mailer: createFakeMailer(faults),
    sheet: createFakeSheet(faults),
    host: createFakeHost(faults),
    executor: createFakeExecutor(faults, lasts),
    deployer: createFakeDeployer(faults),
    announcer: createFakeAnnouncer(faults),
    outputs: createFakeOutputs(),
  };
  return { time, system, queue, faults, logged, ...ports, channels: new Map(), ...toolsOf(system, ports) };
}

function toolsOf(
  { store }: System,
  { mailer, host, executor, deployer, announcer }: Pick<World, 'mailer' | 'host' | 'executor' | 'deployer' | 'announcer'>,
): Pick<World, 'executors' | 'mailTools' | 'deployTools'> {
  const command = (): { command: string[]; values: Record<string, string> } => ({ command: ['true'], values: {} });
  const byAgent = createAgentDeployer({ store, command, timeout: () => 60_000 });
  return {
    executors: { agent: createAgentExecutor({ store, command, timeout: () => 60_000, output: USUAL_LIMITS }), dataflow: executor },
    mailTools: {
      mailer,
      from: { name: 'Rehearsal', address: 'rehearsal@example.org' },
      domain: 'rehearsal.example.org',
      render: (mail, others = []) => ({
        subject: `[${mail.state?.id ?? mail.effect.about?.id}] ${mail.effect.template}`,
        text: [mail, ...others].map(({ effect }) => effect.template).join('\n'),
        html: mail.effect.template,
      }),
    },
    deployTools: {
      codeHost: host,
      deployer: byAgent,
      deployers: { build: deployer, smoke: deployer },
      announcer,
      announcement: (backend, step) => `${backend}: ${step}`,
    },
  };
}

function createFakeQueue(faults: Faults): FakeQueue {
  const names = new Set<string>();
  const tasks: Task[] = [];
  return {
    tasks,
    enqueue: (task) =>
      call(faults, 'queue', () => {
        if (names.has(task.name)) return 'already_named';
        names.add(task.name);
        tasks.push(task);
        return 'enqueued';
      }),
  };
}

const pullRequestTools: PullRequestTools = {
  link: 'https://board.example.org',
  render: (requests, { state }) => `${state}: ${requests.map(({ id, version }) => `${id} v${version}`).join()}`,
  renderLeft: ({ id, submission }) => `${id} is at ${changeKey(submission.change)}`,
  renderKeepAlive: (requests, { state }) => `${state} still: ${requests.map(({ id }) => id).join()}`,
};

/** What the function of this kind does with the task. */
export function deliver(world: World, { kind, payload }: Pick<Task, 'kind' | 'payload'>): Promise<Answer> {
  const { system } = world;
  switch (kind) {
    case 'send_mail':
      return performEffect(system, kind, payload, sendMail(system, world.mailTools));
    case 'check_gates':
      return performEffect(system, kind, payload, checkGates(system, world.host));
    case 'keep_clock':
      return performEffect(system, kind, payload, keepClock(system));
    case 'offer_turn':
      return performEffect(system, kind, payload, performOffer(system));
    case 'deploy_step':
      return performEffect(system, kind, payload, deployStep(system, world.deployTools));
    case 'run_job':
      return performEffect(
        system,
        kind,
        payload,
        runJob(system, { executors: world.executors, outputs: world.outputs, codeHost: world.host }),
      );
    case 'announce':
      return performEffect(system, kind, payload, announceEvent(system, world.channels));
    case 'update_pull_request':
      return performEffect(system, kind, payload, updatePullRequest(system, world.host, pullRequestTools));
    case 'keep_calendar':
      return performEffect(system, kind, payload, keepCalendar(system));
    case 'update_sheet':
      return performEffect(
        system,
        kind,
        payload,
        updateSheet(system, world.sheet, (id) => `https://status/${id}`),
      );
  }
}

/** Every effect of a request, oldest first. */
export async function effectsOf({ system }: World, requestId: string): Promise<OutboxDocument[]> {
  return effectsOfRequest(system.store, requestId);
}

/** The newest effect of this kind, told apart by what it holds. */
export async function effectOf(
  world: World,
  requestId: string,
  kind: OutboxDocument['kind'],
  having: object = {},
): Promise<OutboxDocument> {
  const found = (await effectsOf(world, requestId)).findLast(
    ({ effect }) => effect.kind === kind && Object.entries(having).every(([name, value]) => Reflect.get(effect, name) === value),
  );
  if (found === undefined) throw new Error(`no effect ${kind} ${JSON.stringify(having)}`);
  return found;
}

/** The task of an effect's current dispatch. */
export function taskOf({ kind, key, dispatches }: OutboxDocument): Pick<Task, 'kind' | 'payload'> {
  return { kind, payload: { effectKey: key, dispatch: Math.max(1, dispatches) } };
}

/** Delivers the newest such effect, as it is now. */
export async function performs(world: World, requestId: string, kind: OutboxDocument['kind'], having: object = {}): Promise<Answer> {
  return deliver(world, taskOf(await effectOf(world, requestId, kind, having)));
}
