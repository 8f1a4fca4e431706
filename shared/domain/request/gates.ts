import type { Instant } from '#domain/time.ts';
import { coversAll, hindrancesOf, type Hindrance } from '#domain/request/hindrances.ts';

export const gateNames = ['pull_request', 'checks', 'reviewers', 'registry', 'test_file', 'audit'] as const;
export type GateName = (typeof gateNames)[number];

/** G7. `why` says what to do and who acts, in one sentence for people. */
export interface Gate {
  gate: GateName;
  state: 'passed' | 'failed' | 'pending' | 'skipped';
  why: string;
  /** All that keeps it from passing, one by one: what a waiver is of. */
  hindrances?: Hindrance[];
  /** G7. The host could not be asked: nothing is known but what was known before. */
  unseen?: true;
}

/** A gate without its name. */
export type Judged = Omit<Gate, 'gate'>;

/** G7. What an admin has passed over, as they saw it: it covers no more, and no other commit or base than this one. */
export interface Waiver {
  gate: GateName;
  reason: string;
  by: string;
  at: Instant;
  headSha?: string;
  /** Name of the base. */
  baseRef?: string;
  /** Waivers of earlier versions have none: they were of the audit alone, and cover all of it. */
  covers?: Hindrance[];
  /** B4. The operator through whom they gave it. */
  operator?: string;
  /** It counts no more, since the commit, the base or the pull request is another. */
  ended?: 'push' | 'base' | 'elsewhere';
}

/** The waiver by which this gate lets pass what it is kept by now; undefined: none. */
export function waiverOf(gate: Gate, waivers: readonly Waiver[]): Waiver | undefined {
  const now = hindrancesOf(gate);
  if (now.length === 0) return undefined;
  return waivers.findLast((waiver) => waiver.gate === gate.gate && waiver.ended === undefined && covers(waiver, now));
}

function covers({ gate, covers: known }: Waiver, now: readonly Hindrance[]): boolean {
  return known === undefined ? gate === 'audit' : coversAll(known, now);
}

export function isOpenGate(gate: Gate, waivers: readonly Waiver[]): boolean {
  if (gate.state === 'passed' || gate.state === 'skipped') return false;
  return waiverOf(gate, waivers) === undefined;
}

/** Why nobody can waive this gate now, as the end of a sentence; undefined: an admin can. */
export function notWaivable(gate: Gate): string | undefined {
  const now = hindrancesOf(gate);
  if (now.some(({ what }) => what === 'missing')) return 'there is no commit, so that nothing can be put on a backend and tested';
  if (gate.gate === 'pull_request' && now.some(({ what }) => what === 'unseen'))
    return 'while the code host cannot be asked nobody knows whose change it is, and no author decides on their own';
  return undefined;
}
