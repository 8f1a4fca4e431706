import type { Instant } from '#domain/time.ts';

export const gateNames = ['pull_request', 'checks', 'reviewers', 'registry', 'test_file', 'audit'] as const;
export type GateName = (typeof gateNames)[number];

/** G7. `why` says what to do and who acts, in one sentence for people. */
export interface Gate {
  gate: GateName;
  state: 'passed' | 'failed' | 'pending' | 'skipped';
  why: string;
  /** G7. The host could not be asked: nothing is known but what was known before. */
  unseen?: true;
}

/** A gate without its name. */
export type Judged = Omit<Gate, 'gate'>;

export interface Waiver {
  gate: GateName;
  reason: string;
  by: string;
  at: Instant;
}

/** Gates that an admin may waive (I6); the others are facts that no decision changes. */
export const WAIVABLE: readonly GateName[] = ['audit'];

export function isOpenGate(gate: Gate, waivers: Waiver[]): boolean {
  if (gate.state === 'passed' || gate.state === 'skipped') return false;
  return !waivers.some((waiver) => waiver.gate === gate.gate);
}
