import { MINUTE } from '#kernel/time.ts';
import type { Result } from '#kernel/app/perform.ts';
import type { Change } from '#products/rehearsal/app/requests.ts';
import { lookBefore, type Lookable } from '#products/rehearsal/app/look-anew.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';

/** So many tries before what waits is held because the host is away: it gives the backend to others then. */
const TRIES = 6;

interface Beginning {
  key: string;
  now: number;
  attempt: number;
  state: Lookable;
}

/** G9: what to do instead of beginning; undefined when the gates were just seen to hold. Looked at again afterwards: it may have held by then. */
export async function unlessGatesHold(
  system: System,
  host: CodeHost,
  { key, now, attempt, state }: Beginning,
): Promise<Result<unknown, Change> | undefined> {
  const anew = await lookBefore(system, host, state, `${key}:look@${now}`);
  if (anew.holds) return undefined;
  if (anew.isAway && attempt < TRIES) return { result: 'failed', message: 'the code host could not be reached to check the gates again' };
  return { result: 'again', after: MINUTE, command: anew.command };
}
