import type { ActionTask } from '#contexts/operations/agent-action.ts';
import type { AgentTask } from '#contexts/operations/agent.ts';
import { defaultSandbox, type SandboxKind, type SandboxOrder } from '#contexts/operations/sandbox.ts';
import { containerOf, sandboxOf } from '../actions/launch-action.ts';
import { checkSandbox } from '../check/check.ts';
import type { AgentConfig } from '../config.ts';
import { findContainers, type FoundContainers } from '../containers/cli.ts';
import type { ContainerOrder, ContainerProgram } from '../containers/order.ts';
import { isOfCheckout } from '../launch.ts';
import { causeOf, log } from '../log.ts';
import { findCredentials } from './credentials.ts';
import { isLoopback } from './loopback.ts';
import { lookAtMachine, type Machine } from './machine.ts';
import type { Confinement } from './order.ts';

/** `never`: what it needs is not here, and will not be when it is asked again. */
type Allowed = { confinement: Confinement | undefined; container?: ContainerOrder } | { refused: string; never?: true };

/** R15. Says what a task may be started in, or why not at all. */
export interface Guard {
  allow(task: AgentTask): Promise<Allowed>;
}

export function openGuard(config: AgentConfig): Guard {
  const machine = lookAtMachine(config);
  const containers = seekContainers(config);
  const checks = new Map<string, Promise<string | undefined>>();
  let last: Promise<unknown> = machine;
  /** Once for each kind in the life of this process, and before the first job in it. */
  const check = (kind: SandboxKind, network: SandboxOrder['network']): Promise<string | undefined> => {
    const key = `${kind} ${network}`;
    // One after the other: they lay the same bait.
    const found = checks.get(key) ?? last.then(() => whatIsOpen(kind, network, config));
    checks.set(key, found);
    last = found;
    return found;
  };
  // Whatever jobs come first, the usual sandbox is proved by then.
  void machine.then(({ best }) => check(best, 'none'));
  return {
    async allow({ id, body }) {
      const found = body.kind === 'action' ? await containers() : undefined;
      if (body.kind === 'action' && found !== undefined && 'none' in found && body.command === undefined) return noContainers(found);
      if (body.kind === 'action' && found !== undefined && 'program' in found) return inContainer(id, body, found.program, config);
      // The operator's own commands: they deploy, so they may write where jobs may not.
      if (!isOfCheckout(body) || body.kind === 'cancel' || body.kind === 'probe') return { confinement: undefined };
      const order = body.kind === 'action' ? sandboxOf(body.sandbox ?? defaultSandbox, body) : (body.sandbox ?? defaultSandbox);
      const chosen = chooseKind(order, await machine, isLoopback(config.url) && !config.strict);
      if ('refused' in chosen) return chosen;
      const open = await check(chosen.kind, order.network);
      if (open !== undefined) return { refused: open };
      const credentials = body.kind === 'deploy' ? { found: {} } : findCredentials(body.credentials ?? [], config.credentials);
      if ('missing' in credentials) return noCredential(credentials);
      return { confinement: { ...confinementOf(order, chosen.kind, config), credentials: credentials.found } };
    },
  };
}

/** Asked again as long as none was found: after a start of the machine its service may come later than the agent. */
function seekContainers({ containers }: AgentConfig): () => Promise<FoundContainers> {
  let sought: Promise<FoundContainers> | undefined;
  return async () => {
    sought ??= findContainers(containers);
    const found = await sought;
    if ('none' in found && found.isInstalled) sought = undefined;
    return found;
  };
}

function noContainers({ none, isInstalled }: { none: string; isInstalled: boolean }): Allowed {
  const refused = `there are no containers here, and the settings give no other way to run it: ${none}`;
  return isInstalled ? { refused } : { refused, never: true };
}

function noCredential({ missing }: { missing: string }): Allowed {
  return { refused: `this backend has no credential ${missing}`, never: true };
}

function inContainer(id: string, body: ActionTask, program: ContainerProgram, config: AgentConfig): Allowed {
  const credentials = findCredentials(body.credentials ?? [], config.credentials);
  if ('missing' in credentials) return noCredential(credentials);
  const order = sandboxOf(body.sandbox ?? defaultSandbox, body);
  const confinement = { ...confinementOf(order, 'none', config), credentials: credentials.found };
  return { confinement, container: containerOf(id, body, config, program) };
}

/** In words, when something is open that this kind should hold: then no job is started in it. */
async function whatIsOpen(kind: SandboxKind, network: SandboxOrder['network'], config: AgentConfig): Promise<string | undefined> {
  if (kind === 'none') {
    log('JOBS ARE NOT SANDBOXED: they run as the agent itself, with all its files and its network', { sandbox: kind });
    return undefined;
  }
  try {
    const findings = await checkSandbox(kind, network, config);
    const open = findings.filter(({ expected }) => !expected).map(({ breakOut }) => breakOut.what);
    const beyond = findings.filter(({ held, expected }) => !held && expected).map(({ breakOut }) => breakOut.what);
    log(beyond.length > 0 ? 'JOBS ARE ONLY PARTLY SANDBOXED' : 'jobs are held', {
      sandbox: kind,
      network,
      held: findings.filter(({ held }) => held).length,
      tried: findings.length,
      ...(beyond.length > 0 ? { notHeld: beyond.join('; ') } : {}),
      ...(open.length > 0 ? { broken: open.join('; ') } : {}),
    });
    return open.length === 0
      ? undefined
      : `the sandbox ${kind} does not hold here: a job could ${open.join('; ')}. See rehearsal agent check`;
  } catch (error) {
    return `the sandbox ${kind} could not be checked: ${causeOf(error)}`;
  }
}

export function chooseKind({ kind }: SandboxOrder, machine: Machine, atHome: boolean): { kind: SandboxKind } | { refused: string } {
  if (kind !== undefined) {
    const why = machine.unusable[kind];
    return why === undefined ? { kind } : { refused: `the settings want the sandbox ${kind}, but it is not available here: ${why}` };
  }
  if (machine.best === 'bubblewrap' || atHome) return { kind: machine.best };
  return {
    refused: `jobs are not started without bubblewrap, but it is not available here: ${machine.unusable.bubblewrap ?? ''} (or say "sandbox": { "kind": "${machine.best}" } for this backend in the settings, and with it that jobs are not held)`,
  };
}

function confinementOf({ network, readOnly, limits }: SandboxOrder, kind: SandboxKind, config: AgentConfig): Confinement {
  return {
    kind,
    network,
    limits,
    readOnly,
    area: config.area,
    ...(config.jobUsers === undefined ? {} : { users: config.jobUsers }),
    credentials: {},
  };
}
