import { changeKey } from '#contexts/intake/domain/submission.ts';
import { hash } from 'node:crypto';
import { createAgentExecutor } from '#platform/agent/agent-executor.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import type { Outgoing } from '#products/rehearsal/app/performers/announce.ts';
import { USUAL_LIMITS } from '#contexts/operations/domain/limits.ts';
import type { DeployDependencies } from '#products/rehearsal/app/operation/requests/step.ts';
import { performEffect, type Answer, type EffectPerformer, type Performer } from '#products/rehearsal/app/perform-effect.ts';
import * as pipelines from '#products/pipelines/app/perform-effect.ts';
import { performers as pipelinePerformers } from '#products/pipelines/app/performers/table.ts';
import type { Executors } from '#products/rehearsal/app/operation/requests/run.ts';
import type { MailDependencies } from '#products/rehearsal/app/performers/send-mail.ts';
import type { Log } from '#kernel/system.ts';
import type { PullRequestDependencies } from '#products/rehearsal/app/performers/update-pull-request.ts';
import { performers } from '#products/rehearsal/app/performers/table.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { TaskKind } from '#products/rehearsal/stored/tasks.ts';
import type { ActionOrder, Executor } from '#contexts/operations/ports/executor.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { Store } from '#functions/wiring/system.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { samplePipelines } from '#test/support/sample-pipelines.ts';
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
import type { Task, TaskQueue } from '#kernel/task-queue.ts';
import { collections } from '#functions/wiring/collections.ts';
import { newDigest } from '#functions/wiring/random-ids.ts';
import { machine } from '#functions/wiring/machine.ts';
import { others } from '#functions/wiring/others.ts';
import type * as installation from '#functions/wiring/system.ts';

export const START = 1_800_000_000_000;

/** Every task that was ever taken, by name; a name is taken once. */
interface FakeQueue extends TaskQueue {
  tasks: Task[];
}

export interface World {
  time: { now: number };
  system: installation.System;
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
  actions: Executor<ActionOrder>;
  mailDependencies: MailDependencies;
  deployDependencies: DeployDependencies;
  channels: Map<string, Outgoing>;
}

export interface WorldOptions {
  store?: Store;
  /** Of the given store. */
  time?: { now: number };
  rules?: Partial<installation.Rules>;
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
  const opened = store ?? openSqliteStore({ collections, path: ':memory:', now: () => time.now });
  const system: installation.System = {
    store: wrap(opened, faults),
    queue,
    rules: { ...sampleRules, ...samplePipelines, gatesOff: ['registry', 'test_file'], ...rules },
    timeScale: 1,
    hash: (text) => hash('sha256', text),
    digest: newDigest,
    machine,
    others,
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
  return { time, system, queue, faults, logged, ...ports, channels: new Map(), ...dependenciesOf(system, ports) };
}

function dependenciesOf(
  { store }: installation.System,
  { mailer, executor, deployer, announcer }: Pick<World, 'mailer' | 'executor' | 'deployer' | 'announcer'>,
): Pick<World, 'executors' | 'actions' | 'mailDependencies' | 'deployDependencies'> {
  const command = (): { command: string[]; values: Record<string, string> } => ({ command: ['true'], values: {} });
  const agent = createAgentExecutor({ store, command, timeout: () => 60_000, output: USUAL_LIMITS });
  return {
    executors: { agent, dataflow: executor },
    actions: agent,
    mailDependencies: {
      mailer,
      from: { name: 'Rehearsal', address: 'rehearsal@example.org' },
      domain: 'rehearsal.example.org',
      render: (mail, others = []) => ({
        subject: `[${requestOf(mail.subject) ?? mail.effect.about?.id}] ${mail.effect.template}`,
        text: [mail, ...others].map(({ effect }) => effect.template).join('\n'),
        html: mail.effect.template,
      }),
    },
    deployDependencies: {
      executors: { agent },
      byProgram: { build: deployer, smoke: deployer },
      announcer,
      announcement: ({ backend, step }) => `${backend}: ${step}`,
      lasts: () => 10 * 60_000,
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

const pullRequestDependencies: PullRequestDependencies = {
  link: 'https://board.example.org',
  render: (requests, { state }) => `${state}: ${requests.map(({ id, version }) => `${id} v${version}`).join()}`,
  answers: {
    form: ({ login, jobs, requests }) => `form ${login} ${JSON.stringify(jobs)} ${requests.length}`,
    status: (requests) => `status ${requests.map(({ id, status }) => `${id} ${status}`).join(', ')}`,
    help: () => 'help',
    others: () => 'others',
  },
  renderLeft: ({ id, submission }) => `${id} is at ${changeKey(submission.change)}`,
  renderKeepAlive: (requests, { state }) => `${state} still: ${requests.map(({ id }) => id).join()}`,
};

/** What the function of this kind does with the task. */
export function deliver(world: World, { kind, payload }: Pick<Task, 'kind' | 'payload'>): Promise<Answer> {
  const other = ofPipelines[kind];
  if (other !== undefined) return pipelines.performEffect(world.system, kind, payload, other.perform(world.system, toolsOf(world)));
  // What is enqueued is of a kind of one product or the other.
  const known = kind as TaskKind;
  return performEffect(world.system, known, payload, performerOf(world, known));
}

const ofPipelines: Readonly<Record<string, pipelines.EffectPerformer<never, ReturnType<typeof toolsOf>>>> = pipelinePerformers;

function toolsOf(world: World) {
  return {
    ...world,
    codeHost: world.host,
    pullRequestDependencies,
    starters: {},
    requestUrl: (id: string): string => `https://status/${id}`,
  };
}

function performerOf<K extends TaskKind>(world: World, kind: K): Performer<K> {
  const dependencies = toolsOf(world);
  const all: { readonly [E in TaskKind]: EffectPerformer<E, typeof dependencies> } = performers;
  return all[kind].perform(world.system, dependencies);
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
    ({ effect }) => effect.kind === kind && Object.entries(having).every(([name, value]) => partOf(effect, name) === value),
  );
  if (found === undefined) throw new Error(`no effect ${kind} ${JSON.stringify(having)}`);
  return found;
}

/** Of an effect that drives an operation, what names the operation, too. */
function partOf(effect: OutboxDocument['effect'], name: string): unknown {
  return Reflect.get('operation' in effect ? { ...effect.operation, ...effect } : effect, name);
}

/** The task of an effect's current dispatch. */
export function taskOf({ kind, key, dispatches }: OutboxDocument): Pick<Task, 'kind' | 'payload'> {
  return { kind, payload: { effectKey: key, dispatch: Math.max(1, dispatches) } };
}

/** Delivers the newest such effect, as it is now. */
export async function performs(world: World, requestId: string, kind: OutboxDocument['kind'], having: object = {}): Promise<Answer> {
  return deliver(world, taskOf(await effectOf(world, requestId, kind, having)));
}
