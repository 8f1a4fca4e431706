import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { OperationOf } from '#products/rehearsal/contracts/operations.ts';
import { pullRequestNamed } from '#contexts/intake/domain/links.ts';
import { showRequest } from '#products/rehearsal/app/operate/requests.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { takeOver } from '#products/rehearsal/app/continue-request.ts';
import { execute, type Outcome } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';

type Asked = OperationOf<'request_continue'>;

/** I19, B4: at a pull request, or in the place of the request that is there. */
export const requestContinue: Operation<'request_continue'> = async (system, { who, newId }, asked) => {
  const commandId = newId();
  const { id } = asked;
  const outcome = await (asked.inPlaceOf === undefined
    ? continueAt(system, who, commandId, asked)
    : inPlaceOf(system, who, commandId, { ...asked, inPlaceOf: asked.inPlaceOf }));
  if (outcome === undefined) return { refused: 'not_found', detail: `there is no request ${asked.inPlaceOf ?? id}` };
  if ('detail' in outcome) return { refused: 'conflict', detail: outcome.detail };
  return outcome.outcome === 'refused' ? { refused: 'conflict', detail: outcome.refusal.message } : showRequest(system, id);
};

async function continueAt(
  system: System,
  who: Principal,
  commandId: string,
  { id, at: url, why }: Asked,
): Promise<Outcome | { detail: string } | undefined> {
  const known = (await system.store.get({ collection: 'requests', id }))?.state;
  if (known === undefined) return undefined;
  const parsed = pullRequestNamed(url ?? '', known.submission.change);
  if (!parsed.ok) return { detail: parsed.message };
  return execute(system, id, (at) => ({
    id: `continue:${commandId}`,
    at,
    by: actorOf(who),
    command: 'continue_at',
    to: { kind: 'pull_request', ...parsed.value },
    operator: recordName(who),
    ...(why === undefined ? {} : { reason: why }),
  }));
}

async function inPlaceOf(
  system: System,
  who: Principal,
  commandId: string,
  { id, inPlaceOf: newer, why }: Asked & { inPlaceOf: string },
): Promise<Outcome | undefined> {
  return takeOver(system, {
    older: id,
    newer,
    id: `continue:${commandId}`,
    who,
    reason: why,
    giveWay: (at) => ({
      id: `give-way:${commandId}`,
      at,
      by: actorOf(who),
      command: 'give_way',
      to: id,
      operator: recordName(who),
    }),
  });
}
