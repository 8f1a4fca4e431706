import type { IncomingMessage } from 'node:http';
import * as pipelines from '#products/pipelines/app/perform-effect.ts';
import { performers as pipelinePerformers } from '#products/pipelines/app/performers/table.ts';
import { performEffect, type EffectPerformer, type Performer } from '#products/rehearsal/app/perform-effect.ts';
import { performers } from '#products/rehearsal/app/performers/table.ts';
import type { FunctionName } from '#doors/contracts/functions.ts';
import { taskKinds, type TaskKind } from '#products/rehearsal/stored/tasks.ts';
import { isTrusted, taskHandler, type Handler, type TaskOutcome } from '#doors/task-handler.ts';
import { createCallerVerifier, type CallerVerifier } from '#doors/verify-caller.ts';
import { wirings } from '#functions/table.ts';
import { mailDependencies } from '#functions/wiring/mail-dependencies.ts';
import { pullRequestDependencies } from '#functions/wiring/pull-request-dependencies.ts';
import { requestUrl } from '#functions/wiring/request-url.ts';
import { starters } from '#functions/wiring/starters.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import type { Dependencies } from '#functions/wiring/dependencies.ts';
import type { System } from '#functions/wiring/system.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { entryOf } from '#kernel/tables.ts';
import type { EffectTask, TaskRoute } from '#kernel/task-queue.ts';
import { CALLER } from './identity.ts';
import type { Adapters, Parts } from './platform.ts';

/** Every function, wired for one process. */
export interface Functions {
  http: Record<FunctionName, Handler>;
  /** What the platform decides in the cloud: who may call a function that is called by events. */
  mayTrigger: (name: string, request: IncomingMessage) => Promise<boolean>;
}

/** Each performer is one of its own kind, and asks for tools that there are. */
const performed: { readonly [K in TaskKind]: EffectPerformer<K, Dependencies> } = performers;
const performedByPipelines: Readonly<Record<string, pipelines.EffectPerformer<never, Dependencies>>> = pipelinePerformers;
export const wired: readonly (readonly [name: string, Wiring<Dependencies>])[] = Object.entries(wirings);

export function createFunctions(parts: Parts, adapters: Adapters): Functions {
  const verifierOf = verifiers(parts);
  const { system } = parts;
  const doors = wired.map(([name, wiring]) => [name, wiring.open(parts, dependenciesOf(parts, adapters, verifierOf(name)))] as const);
  const dependencies = dependenciesOf(parts, adapters, nobody);
  const tasks = Object.entries(performersOf(system, dependencies)).map(([kind, perform]) => {
    const { function: name } = entryOf<TaskRoute>(taskRoutes, kind, 'task');
    return [name, taskHandler(verifierOf(name), system.log, perform)] as const;
  });
  return {
    http: Object.fromEntries([...doors, ...tasks]) as Record<FunctionName, Handler>,
    mayTrigger: (name, request) => isTrusted(verifierOf(name), system.log, request),
  };
}

type Perform = (task: EffectTask) => Promise<TaskOutcome>;

/** What the effects of all products are performed by, by their kinds. */
function performersOf(system: System, dependencies: Dependencies): Readonly<Record<string, Perform>> {
  const performer = <K extends TaskKind>(kind: K): Performer<K> => performed[kind].perform(system, dependencies);
  const ofRequests = taskKinds.map((kind): [string, Perform] => {
    const perform = performer(kind);
    return [kind, (task) => performEffect(system, kind, task, perform)];
  });
  const ofPipelines = Object.entries(performedByPipelines).map(([kind, one]): [string, Perform] => {
    const perform = one.perform(system, dependencies);
    return [kind, (task) => pipelines.performEffect(system, kind, task, perform)];
  });
  return Object.fromEntries([...ofRequests, ...ofPipelines]);
}

/** What is at home given to whoever asks. */
export function dependenciesOf(parts: Parts, { mailer, ...adapters }: Adapters, scheduleCaller: CallerVerifier): Dependencies {
  const ours = {
    mailDependencies: mailDependencies(parts, mailer),
    pullRequestDependencies: pullRequestDependencies(parts),
    requestUrl: requestUrl(parts),
    starters: starters(parts, adapters.codeHost),
  };
  return { ...adapters, ...ours, scheduleCaller };
}

/** For what no schedule calls. */
export const nobody: CallerVerifier = { verify: () => Promise.resolve({ refused: 'no schedule calls here' }) };

/** The audience is the function's own address. */
function verifiers({ url, identity }: Parts): (name: string) => CallerVerifier {
  return (name) => createCallerVerifier({ audience: `${url}/functions/${name}`, serviceAccounts: [CALLER], keys: identity.keys });
}
