import type { AgentTask } from '#contracts/agent.ts';
import { defaultSandbox, type SandboxKind, type SandboxOrder } from '#contracts/sandbox.ts';
import type { AgentConfig } from '../config.ts';
import { isOfCheckout } from '../launch.ts';
import { lookAtMachine, type Machine } from './machine.ts';
import type { Confinement } from './order.ts';

export type Allowed = { confinement: Confinement | undefined } | { refused: string };

/** R15. Says what a task may be started in, or why not at all. */
export interface Guard {
  allow(task: AgentTask): Promise<Allowed>;
}

export function openGuard(config: AgentConfig): Guard {
  const machine = lookAtMachine(config);
  return {
    async allow({ body }) {
      // The operator's own commands: they deploy, so they may write where jobs may not.
      if (!isOfCheckout(body) || (body.kind !== 'run' && body.kind !== 'deploy')) return { confinement: undefined };
      const order = body.sandbox ?? defaultSandbox;
      const chosen = chooseKind(order, await machine, isLoopback(config.url));
      if ('refused' in chosen) return chosen;
      return { confinement: confinementOf(order, chosen.kind, config) };
    },
  };
}

export function chooseKind({ kind }: SandboxOrder, machine: Machine, atHome: boolean): { kind: SandboxKind } | { refused: string } {
  if (kind !== undefined) {
    const why = machine.unusable[kind];
    return why === undefined ? { kind } : { refused: `the settings want the sandbox ${kind}, and it cannot be had here: ${why}` };
  }
  if (machine.best === 'bubblewrap' || atHome) return { kind: machine.best };
  return {
    refused: `jobs are not started without bubblewrap, and it cannot be had here: ${machine.unusable.bubblewrap ?? ''} (or say "sandbox": { "kind": "${machine.best}" } for this backend in the settings, and with it that jobs are not held)`,
  };
}

export function confinementOf({ network, readOnly, limits }: SandboxOrder, kind: SandboxKind, config: AgentConfig): Confinement {
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

/** Where whoever sends jobs is on this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
