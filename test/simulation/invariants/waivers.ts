import type { Gate } from '#contexts/gates/domain/gates.ts';
import { MINUTE } from '#kernel/time.ts';
import { isPoisoned, type Commit, type Invariant, type Stage } from './invariant.ts';
import type { Town } from '../town.ts';

/** G7: gates that hang, and what is done about them. */
export const waiverInvariants: readonly Invariant[] = [
  {
    name: 'a hanging gate is put before the admins',
    promise:
      'In calm weather a gate that stays pending longer than the settings let it is asked about within five minutes, with a clock that runs until it is answered, or the gate no longer hangs (G7, S4).',
    afterCommit: callsAdmins,
  },
  {
    name: 'a waiver is of one commit and base',
    promise:
      'A waiver names an admin, a reason, its commit, its base and what it covers, and none is in force at another commit or base (G7).',
    afterCommit: ({ changes }) => {
      for (const { after } of changes)
        for (const { headSha, baseRef, covers, reason, ended } of after.state.waivers) {
          if (headSha === undefined || covers === undefined || covers.length === 0 || reason.trim() === '')
            return `${after.id}: a waiver says too little`;
          const { state } = after;
          if (ended === undefined && (headSha !== state.headSha || (baseRef !== undefined && baseRef !== state.base?.ref)))
            return `${after.id}: a waiver of ${headSha.slice(0, 7)} counts at ${state.headSha?.slice(0, 7) ?? 'no commit'}`;
        }
      return undefined;
    },
  },
];

/** Since when each gate of each request has been seen to hang, by the clock of this very town; a gust of bad weather begins it anew. */
const seen = new WeakMap<Town, Map<string, number>>();

function callsAdmins(_commit: Commit, stage: Stage): string | undefined {
  const { town, requests } = stage;
  const { now } = town.clockwork.time;
  const since = seen.get(town) ?? new Map<string, number>();
  seen.set(town, since);
  for (const document of requests.values()) {
    const { id, state } = document;
    for (const gate of state.gates) {
      const key = `${id} ${gate.gate} ${state.headSha ?? ''} ${state.base?.ref ?? ''} ${state.waivers.length}`;
      if (!hangs(gate, stage, id) || !town.weather.calm) since.delete(key);
      else if (!since.has(key)) since.set(key, now);
      else if (now - (since.get(key) ?? now) > 40 * MINUTE + 5 * MINUTE && !isPoisoned(stage, document) && !isRunning(stage, id))
        return `${id}: ${gate.gate} has hung for ${Math.round((now - (since.get(key) ?? now)) / MINUTE)} minutes, and no admin owes an answer`;
    }
  }
  return undefined;
}

/** It keeps the request where it is, and nobody has waived what it hangs by. */
function hangs({ gate, state, hindrances: list = [] }: Gate, { requests }: Stage, id: string): boolean {
  const request = requests.get(id)?.state;
  const isOver = request !== undefined && ['returned', 'rejected', 'withdrawn', 'completed'].includes(request.status);
  if (state !== 'pending' || request === undefined || isOver) return false;
  const isKept = request.status === 'waiting_for_gates' || request.fallen?.gates.includes(gate) === true;
  const isKnown = request.waivers.some(
    (one) => one.gate === gate && one.ended === undefined && list.every(({ name }) => one.covers?.some((known) => known.name === name)),
  );
  const isWaivable = !list.some(({ what }) => what === 'missing' || (gate === 'pull_request' && what === 'unseen'));
  return isKept && !isKnown && isWaivable;
}

function isRunning({ requests }: Stage, id: string): boolean {
  return requests.get(id)?.state.clocks.some(({ kind, state }) => kind === 'gates' && state === 'running') === true;
}
