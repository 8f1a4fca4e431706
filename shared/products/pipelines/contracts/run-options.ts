import type { Given } from '#contexts/access/contracts/define-operation.ts';
import { namesOf, needed } from '#contexts/access/contracts/operation-options.ts';

/** Of the commands that ask for a run, or for what would become of it. */
export const runOptions = { on: 'value', actions: 'value', commit: 'value', force: 'flag' } as const;

export function runOf({ positional: [workspace = ''], options, problem }: Given) {
  const actions = namesOf(options['actions'] ?? 'run_all');
  if (actions.length === 0) problem('--actions names none');
  return {
    workspace,
    backend: needed(options['on'], '--on', problem),
    actions,
    ...(options['commit'] === undefined ? {} : { commit: options['commit'] }),
    force: options['force'] !== undefined,
  };
}
