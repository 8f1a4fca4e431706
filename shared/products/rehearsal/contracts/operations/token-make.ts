import { z } from 'zod';
import { onHolder } from '#contexts/access/domain/rights/own-tokens.ts';
import { isPermission, permissionNames, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import { namesOf } from '#contexts/access/contracts/operation-options.ts';
import { days, holder, label, slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { wholeOf } from '#products/rehearsal/contracts/operation-options.ts';
import { tokenMade } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, type Given } from '#products/rehearsal/contracts/operations/define.ts';

/** B10. Without `backends` it is of the one backend that its holder names. */
export const tokenMake = defineOperation(
  z.strictObject({
    operation: z.literal('token_make'),
    holder,
    backends: z.array(slug).min(1).max(50).optional(),
    label: label.optional(),
    days: days.optional(),
    /** P1. Of a program alone: what it may through the API, at its backends and workspaces, or everywhere. */
    permissions: z.array(z.enum(permissionNames)).min(1).max(60).optional(),
    workspaces: z.array(z.string().max(60)).max(50).optional(),
    everywhere: z.literal(true).optional(),
  }),
  {
    route: {
      method: 'POST',
      path: '/tokens',
      looksUp: true,
      summary: 'Make a token of a backend’s agent or of a program',
      creates: true,
      secret: 'token',
    },
    answer: tokenMade,
    permission: 'tokens.manage',
    on: onHolder,
  },
)({
  words: ['tokens', 'make'],
  positional: [],
  options: {
    agent: 'value',
    client: 'value',
    backends: 'value',
    permissions: 'value',
    workspaces: 'value',
    everywhere: 'flag',
    label: 'value',
    days: 'value',
  },
  about:
    'make a token of a backend’s agent, or of a program (--client NAME --backends a,b); with --permissions a,b it opens the API there, at --workspaces, or --everywhere; it is shown once',
  make: ({ options, problem }) => ({
    operation: 'token_make',
    ...madeFor(options, problem),
    ...scopeOf(options, problem),
    ...(options['label'] === undefined ? {} : { label: options['label'] }),
    ...wholeOf('days', 'days', options, problem),
  }),
});

function madeFor(
  { agent, client, backends, permissions }: Given['options'],
  problem: Given['problem'],
): { holder: string; backends?: string[] } {
  if ((agent === undefined) === (client === undefined)) problem('say whose it is: --agent BACKEND, or --client NAME');
  if (agent !== undefined && backends !== undefined) problem('an agent’s token reaches its own backend alone: leave --backends out');
  if (client !== undefined && backends === undefined && permissions === undefined)
    problem('--backends is missing: the backends that the program may reach, by commas');
  if (client === undefined) return { holder: `agent.${agent ?? ''}` };
  const reached = namesOf(backends);
  return { holder: `client.${client}`, ...(permissions !== undefined && reached.length === 0 ? {} : { backends: reached }) };
}

/** P1. */
function scopeOf(
  { permissions, workspaces, everywhere }: Given['options'],
  problem: Given['problem'],
): { permissions?: PermissionName[]; workspaces?: string[]; everywhere?: true } {
  if (permissions === undefined) {
    if (workspaces !== undefined || everywhere !== undefined) problem('--workspaces and --everywhere need --permissions');
    return {};
  }
  const unknown = namesOf(permissions).filter((name) => !isPermission(name));
  if (unknown.length > 0) problem(`there is no permission ${unknown.join(', ')}: docs/permissions.md lists them`);
  return {
    permissions: namesOf(permissions).filter(isPermission),
    ...(workspaces === undefined ? {} : { workspaces: namesOf(workspaces) }),
    ...(everywhere === undefined ? {} : { everywhere: true }),
  };
}
