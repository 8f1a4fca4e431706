import type { Duration } from '#kernel/time.ts';

export interface JobLimits {
  /** R9. So often an attempt that was lost is made up for by another. */
  retries: number;
  /** R9. How long the first attempt that could not be started is followed by none. In the store's time. */
  firstPause: Duration;
  /** A backend whose agent has been silent for so long has lost what it was at. In the store's time. */
  lostAfter: Duration;
  /** An action that is not at work so long after its start is lost, though its agent is heard. In the store's time. */
  beginsWithin: Duration;
  /** So long an action may be at work. In the store's time. */
  endsWithin: Duration;
}

/** What actions are given, and which of their files may be published. */
export interface ActionLimits {
  limits: { cpu: number; memoryBytes: number; seconds: number };
  guard: { maxBytes: number; maxRows: number; types: string[]; identifiers: string[] };
  env: Record<string, string>;
  /** What stands before the name of an image. */
  registry: string;
  /** Digest by image and version, as an action names them: what stands behind a version may change, what has a digest not. */
  digests: Record<string, string>;
  command?: string[];
}

/** What jobs are decided by, of the settings of an installation. */
export interface JobRules {
  pipelines: JobLimits;
}
