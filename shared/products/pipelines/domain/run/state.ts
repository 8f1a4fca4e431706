import type { Counts } from '#contexts/plans/domain/state.ts';
import type { PlanEnd } from '#contexts/plans/domain/settle.ts';
import type { Instant } from '#kernel/time.ts';

/** What was asked for, once it is certain what that is. */
export interface RunAsk {
  backend: string;
  workspace: string;
  /** Address of the repository. */
  repository: string;
  branch: string;
  /** Pinned: 40 hex digits. */
  commit: string;
  /** Names of actions, or `run_all`. The first of them where there are very many: its plan has them all. */
  requested: readonly string[];
  /** What has succeeded runs again all the same. */
  force: boolean;
  /** Whoever asked, as the record names them. */
  createdBy: string;
  /** K4. Who hears of its end: ids of people of the settings. Nobody where it is left out. */
  tells?: readonly string[];
  project?: string;
  orgs?: readonly string[];
  /** What its database jobs may see, as their program understands it. */
  permissions?: readonly string[];
}

/** PIPELINES: one ask for actions of one commit in one workspace on one backend. Its steps are its plan’s. */
export interface RunState extends RunAsk {
  id: string;
  version: number;
  createdAt: Instant;
  /** How many of its actions were to be run, taken as they had succeeded, or joined. */
  steps: { run: number; reused: number; joined: number };
  /** All of it, by whom. */
  cancelled?: { at: Instant; who: string };
  ended?: { at: Instant; end: PlanEnd; counts: Counts };
}

/** Asked with one id twice, these must be the same. */
export function isSameAsk(known: RunAsk, asked: RunAsk): boolean {
  return (
    known.backend === asked.backend &&
    known.workspace === asked.workspace &&
    known.repository === asked.repository &&
    known.commit === asked.commit
  );
}
