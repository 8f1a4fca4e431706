import { z } from 'zod';
import { unixSeconds } from '#products/pipelines/contracts/rap/times.ts';
import { dataCheckDefinition, statusDefinition, type ProbeOrder } from '#products/pipelines/contracts/controller/probe-definition.ts';
import { runDefinition, runDefinitionOf, type RunOrder } from '#products/pipelines/contracts/controller/run-definition.ts';
import type { Instant } from '#kernel/time.ts';

/** For telemetry alone; of probes nothing. */
const attributes = z.union([z.strictObject({ user: z.string(), project: z.string(), orgs: z.string() }), z.strictObject({})]);

const shared = { id: z.string().min(1), backend: z.string(), attributes, created_at: z.int() };

/** Exactly these keys: one more stops an agent's whole poll, and an unknown one in a definition stops it for ever. */
export const wireTask = z.discriminatedUnion('type', [
  z.strictObject({ ...shared, type: z.literal('runjob'), definition: runDefinition }),
  z.strictObject({ ...shared, type: z.literal('canceljob'), definition: runDefinition }),
  z.strictObject({ ...shared, type: z.literal('dbstatus'), definition: statusDefinition }),
  z.strictObject({ ...shared, type: z.literal('dbdatacheck'), definition: dataCheckDefinition }),
]);
export type WireTask = z.infer<typeof wireTask>;

/** Who asked for the run. */
export interface Asker {
  user: string;
  project: string;
  organisations: readonly string[];
}

interface Made {
  id: string;
  backend: string;
  createdAt: Instant;
}

/** `id`: the attempt's, or the cancel's own. A cancel has a whole definition too. */
export function runTask(type: 'runjob' | 'canceljob', { id, backend, createdAt }: Made, order: RunOrder, asker: Asker): WireTask {
  return {
    id,
    backend,
    type,
    definition: runDefinitionOf(type === 'canceljob' ? { ...order, imageDigest: undefined } : order, id),
    attributes: { user: asker.user, project: asker.project, orgs: asker.organisations.join(',') },
    created_at: unixSeconds(createdAt),
  };
}

export function probeTask({ id, backend, createdAt }: Made, { image, imageDigest, ...probe }: ProbeOrder): WireTask {
  const made = { id, backend, attributes: {}, created_at: unixSeconds(createdAt) };
  const by = { image, image_sha: imageDigest ?? null };
  return probe.probe === 'status'
    ? { ...made, type: 'dbstatus', definition: { database_name: probe.database, ...by } }
    : { ...made, type: 'dbdatacheck', definition: { hes_expected_activity_month: probe.month, ...by } };
}

/** Probes first; else oldest first, and what stops something before what is begun at the same second. */
export function inOrder(tasks: readonly WireTask[]): WireTask[] {
  return tasks.toSorted((a, b) => ranks[a.type] - ranks[b.type] || a.created_at - b.created_at || (a.id < b.id ? -1 : 1));
}

const ranks: Record<WireTask['type'], number> = { dbstatus: 0, dbdatacheck: 1, canceljob: 2, runjob: 3 };
