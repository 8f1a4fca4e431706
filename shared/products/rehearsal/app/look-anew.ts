import type { Instant } from '#kernel/time.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { authorsAmong } from '#contexts/gates/domain/authors.ts';
import { evaluateGates } from '#contexts/gates/domain/evaluate-gates.ts';
import { refuseUnlessHolding } from '#products/rehearsal/domain/fallen.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import { execute, type Change } from '#products/rehearsal/app/requests.ts';
import { seeEarlier } from '#products/rehearsal/app/see-earlier.ts';
import { readGateEvidence, type Sight } from '#products/rehearsal/app/read-gate-evidence.ts';
import { seeMerge } from '#products/rehearsal/app/see-merge.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { Looked } from '#products/rehearsal/domain/kept/looked.ts';

type MakeChange = (at: Instant) => Change;

interface Look {
  /** Of the command. */
  id: string;
  /** As it was when the look began. */
  state: Identified & Requested & Authored & Tested & Mergeable;
  sight: Sight;
  /** G9. Something waits on this look. */
  awaited?: true;
}

/** What a look found, as the command that puts it on record. A merge is recorded first; the next look records what it makes of the gates. */
export async function commandOfLook(system: System, host: CodeHost, { id, state, sight, awaited }: Look): Promise<MakeChange> {
  const merged = await seeMerge(system, state, sight.found, id);
  if (merged !== undefined) return merged;
  const earlier = sight.sha === undefined ? undefined : await seeEarlier(system, host, state, sight.sha);
  const looked = lookedAt(system, state, sight);
  const { authors } = sight.seen;
  return (at) => ({
    id,
    at,
    by: { kind: 'system', part: 'gates' },
    command: 'record_gates',
    change: changeKey(state.submission.change),
    since: state.headSha,
    ...looked,
    ...(authors.state === 'read' ? { authors: authorsAmong(system.rules.people, authors) } : {}),
    ...(awaited === undefined ? {} : { awaited }),
    ...('onlyRemoves' in sight.seen.files ? { onlyRemoves: true } : {}),
    ...(earlier === undefined ? {} : { earlier }),
  });
}

function lookedAt({ rules }: System, state: Requested & Authored, { sha, base, seen }: Sight): Looked {
  return {
    headSha: sha ?? state.headSha,
    ...(base === undefined ? {} : { base }),
    gates: evaluateGates(state.submission, seen, rules),
  };
}

/** G9: a look for one decision of a person. What it found is on record, and told, whatever becomes of the decision. Undefined: no such request. */
export async function lookForDecision(system: System, host: CodeHost, requestId: string, name: string): Promise<Looked | undefined> {
  const document = await system.store.get({ collection: 'requests', id: requestId });
  if (document === undefined) return undefined;
  const { state } = document;
  const sight = await readGateEvidence(system, host, state);
  const id = `${name}@${await system.store.now()}.${document.version}`;
  const command = await commandOfLook(system, host, { id, state, sight });
  await execute(system, requestId, (at) => command(at));
  return lookedAt(system, state, sight);
}

/** What a look before something begins has to know. */
export type Lookable = Identified & Authored & Tested & Holdable;

/**
 * G9: a look before something begins that goes on by itself. `holds`: it may begin, on what was `looked` at. Otherwise `command` holds it;
 * `isAway` tells that the host could not be asked, which another try may mend.
 */
export type Anew =
  | { holds: true; looked: Looked }
  | { holds: false; command: MakeChange; isAway: boolean; /** What was seen now, and not what was known. */ falls: boolean };

export async function lookBefore(system: System, host: CodeHost, state: Lookable, id: string): Promise<Anew> {
  const sight = await readGateEvidence(system, host, state);
  const looked = lookedAt(system, state, sight);
  if (refuseUnlessHolding(state, looked) === undefined) return { holds: true, looked };
  const command = await commandOfLook(system, host, { id, state, sight, awaited: true });
  const falls = refuseUnlessHolding({ ...state, gates: looked.gates }, looked) !== undefined;
  return { holds: false, command, isAway: sight.trouble !== undefined, falls };
}
