import type { OperationOf } from '#products/rehearsal/contracts/operations.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { giveToken } from '#products/rehearsal/app/operate/tokens.ts';
import { unknownBackends } from '#products/rehearsal/app/operate/lists.ts';
import { LONGEST } from '#contexts/access/domain/token/process.ts';
import { holderNamed, type TokenKind, type TokenScope } from '#contexts/access/domain/token/state.ts';
import { DAY } from '#kernel/time.ts';

/** B10. */
export const tokenMake: Operation<'token_make'> = async (system, operator, asked) => {
  const holder = holderNamed(asked.holder);
  if (holder === undefined) return { refused: 'not_found', detail: `${asked.holder} names nobody who could have a token` };
  const { kind, name } = holder;
  const backends = kind === 'agent' ? [name] : [...new Set(asked.backends ?? [])];
  const detail = wrongly(kind, backends, asked);
  if (detail !== undefined) return { refused: 'conflict', detail };
  const refused = await unknownBackends(system, backends);
  if (refused !== undefined) return refused;
  const { days } = asked;
  return giveToken(system, operator, holder, {
    command: 'make_token',
    label: asked.label ?? (kind === 'agent' ? `agent of ${name}` : name),
    backends,
    ...scopeOf(asked),
    ...(days === undefined ? {} : { lasts: days * DAY }),
  });
};

function wrongly(kind: TokenKind, backends: readonly string[], asked: OperationOf<'token_make'>): string | undefined {
  const { permissions, workspaces = [], everywhere, days } = asked;
  if (kind === 'agent' && (asked.backends !== undefined || permissions !== undefined))
    return 'an agent’s token reaches its own backend alone';
  if (kind === 'person' && permissions === undefined) return 'say which of your permissions it has';
  if (permissions === undefined) {
    if (workspaces.length > 0 || everywhere !== undefined) return 'say which permissions it has there';
    return backends.length === 0 ? 'say which backends the program may reach' : undefined;
  }
  if (backends.length + workspaces.length === 0 && everywhere === undefined)
    return 'say where it has these permissions: backends, workspaces, or everywhere';
  return (days ?? 0) * DAY > LONGEST ? `a token of the API lasts ${LONGEST / DAY} days at most` : undefined;
}

function scopeOf({ permissions, workspaces = [], everywhere }: OperationOf<'token_make'>): { scope?: TokenScope } {
  if (permissions === undefined) return {};
  return { scope: { permissions: [...new Set(permissions)], workspaces, ...(everywhere === undefined ? {} : { everywhere }) } };
}
