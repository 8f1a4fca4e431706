import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { giveToken } from '#products/rehearsal/app/operate/tokens.ts';
import { unknownBackends } from '#products/rehearsal/app/operate/lists.ts';
import { holderNamed } from '#contexts/access/domain/token/state.ts';
import { DAY } from '#kernel/time.ts';

/** B10. */
export const tokenMake: Operation<'token_make'> = async (system, operator, { holder: named, backends: given, label, days }) => {
  const holder = holderNamed(named);
  if (holder === undefined) return { refused: 'not_found', detail: `${named} names nobody who could have a token` };
  const { kind, name } = holder;
  const backends = kind === 'agent' ? [name] : [...new Set(given ?? [])];
  if (kind === 'agent' && given !== undefined) return { refused: 'conflict', detail: 'an agent’s token reaches its own backend alone' };
  if (backends.length === 0) return { refused: 'conflict', detail: 'say which backends the program may reach' };
  const refused = await unknownBackends(system, backends);
  if (refused !== undefined) return refused;
  return giveToken(system, operator, holder, {
    command: 'make_token',
    label: label ?? (kind === 'agent' ? `agent of ${name}` : name),
    backends,
    ...(days === undefined ? {} : { lasts: days * DAY }),
  });
};
