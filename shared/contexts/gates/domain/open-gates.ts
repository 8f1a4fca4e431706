import { coversAll, hindrancesOf } from '#contexts/gates/domain/hindrances.ts';
import type { Hindrance } from '#contexts/gates/domain/hindrance.ts';
import type { Gate, Waiver } from '#contexts/gates/domain/gates.ts';

/** The waiver by which this gate lets pass what it is kept by now; undefined: none. */
export function waiverOf(gate: Gate, waivers: readonly Waiver[]): Waiver | undefined {
  const now = hindrancesOf(gate);
  if (now.length === 0) return undefined;
  return waivers.findLast((waiver) => waiver.gate === gate.gate && waiver.ended === undefined && covers(waiver, now));
}

function covers({ gate, covers: known }: Waiver, now: readonly Hindrance[]): boolean {
  return known === undefined ? gate === 'audit' : coversAll(known, now);
}

/** Whether it counts, and was given where nobody could see the gate. */
export function isOfUnseen({ ended, covers: known = [] }: Waiver): boolean {
  return ended === undefined && known.some(({ what }) => what === 'unseen');
}

export function isOpenGate(gate: Gate, waivers: readonly Waiver[]): boolean {
  if (gate.state === 'passed' || gate.state === 'skipped') return false;
  return waiverOf(gate, waivers) === undefined;
}

/** Why nobody can waive this gate now, as the end of a sentence; undefined: an admin can. */
export function notWaivable(gate: Gate): string | undefined {
  const now = hindrancesOf(gate);
  if (now.some(({ what }) => what === 'missing')) return 'there is no commit, so nothing can be deployed and tested';
  if (gate.gate === 'pull_request' && now.some(({ what }) => what === 'unseen'))
    return 'while the code host cannot be asked, nobody knows whose change it is, and no author decides on their own change';
  return undefined;
}
