import { z } from 'zod';

/** What bounds actions of pipelines (K3) on the wire. */
export const actionLimits = {
  /** Actions whose outputs one action is given. */
  needs: 2_000,
  /** Patterns of one action. */
  outputs: 500,
  /** Files that are kept of one action; one that makes more fails. */
  files: 20_000,
  /** Entries of one part of a manifest, and bytes of them as JSON; a single entry may be longer. */
  entries: 200,
  bytes: 64 * 1024,
  /** Parts of a manifest: as many as there may be files. */
  parts: 20_000,
  /** Characters of the name of a file as the manifest says it. */
  name: 1_000,
} as const;

/** How private what an action makes is: `highly_sensitive` never leaves the backend's own storage; the others are published there once they pass the guard. */
export const outputLevel = z.enum(['highly_sensitive', 'moderately_sensitive', 'minimally_sensitive']);
export type OutputLevel = z.infer<typeof outputLevel>;

/** In their order. An attempt never goes back; it may skip some. */
export const actionStages = ['preparing', 'prepared', 'executing', 'executed', 'finalizing', 'finalized'] as const;
export const actionStage = z.enum(actionStages);
export type ActionStage = z.infer<typeof actionStage>;

/** Why a file was kept on the backend and not published. */
const withheld = z.enum(['too_large', 'identifying_column', 'unreadable_columns', 'too_many_rows', 'type_not_allowed', 'strange_name']);
export type Withheld = z.infer<typeof withheld>;

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** K3. One file that the action made. Action and commit are the task's. */
export const manifestEntry = z.strictObject({
  /** Path in the work folder. Bytes that nobody can read stand as `\xNN`, and what is too long ends in `…`. */
  name: z.string().min(1).max(actionLimits.name),
  level: outputLevel,
  sha256,
  bytes: count,
  /** Of CSV files: lines below the first. */
  rows: count.optional(),
  withheld: withheld.optional(),
});
export type ManifestEntry = z.infer<typeof manifestEntry>;

const runtime = z.enum(['docker', 'podman', 'bubblewrap', 'user', 'none']);

/** `cgroup`: as the kernel counted; `samples`: memory as a look ten times a second saw it, processor time as the kernel counted of processes that were waited for. */
const metrics = z.strictObject({
  peakMemoryBytes: count,
  cpuSeconds: z.number().min(0).max(1e12),
  wallSeconds: z.number().min(0).max(1e12),
  by: z.enum(['cgroup', 'samples']),
});

/** Told with the end of an action that began; what it wrote is told by counts and patterns, and by name only where it is an output. */
export const actionResult = z.strictObject({
  runtime,
  metrics: metrics.optional(),
  /** What an agent of another make has measured, by its own names. */
  measured: z
    .record(z.string().min(1).max(100), z.number())
    .refine((all) => Object.keys(all).length <= 100, 'has at most 100 entries')
    .optional(),
  /** Left out where its outputs were not looked at: it failed, or was stopped. */
  outputs: z
    .strictObject({
      /** Patterns of the task, in its order. `files`: what each matched. */
      matched: z.array(z.strictObject({ pattern: z.string().max(300), files: count })).max(actionLimits.outputs),
      /** Matched nothing: the action has failed, and its outputs are those of before. */
      unmatched: z.array(z.string().max(300)).max(actionLimits.outputs),
      /** Matched, and no files: links, pipes, sockets, devices, files of several names. */
      notFiles: count,
    })
    .optional(),
  /** Of the outputs that were kept: only of an action that succeeded. Its entries were sent before, in so many parts. */
  manifest: z
    .strictObject({
      parts: z.int().min(0).max(actionLimits.parts),
      files: z.int().min(0).max(actionLimits.files),
      bytes: count,
      withheld: z.int().min(0).max(actionLimits.files),
      /** Of all entries as JSON, a line each, in their order: the same outputs have the same one. */
      sha256,
    })
    .optional(),
});
export type ActionResult = z.infer<typeof actionResult>;
