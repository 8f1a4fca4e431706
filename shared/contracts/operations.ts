import { z } from 'zod';
import { isId } from '#contracts/ids.ts';
import { gateNames } from '#domain/request/gates.ts';
import { productionOutcomes } from '#domain/request/production.ts';
import { taskKinds } from '#contracts/tasks.ts';

/** Where operators' programs call (B4, E7). */
export const operationsPath = '/operations/v1';

const id = z.string().refine((text) => isId('request', text), 'must be the id of a request');
const key = z.string().refine((text) => isId('document', text), 'must be the key of an effect');
const why = z.string().trim().min(1, 'must be said').max(500);
const limit = z.int().min(1).max(100).optional();
const slug = z.string().max(40);

/** One thing that an operator asks for. Each is safe to ask for twice. */
export const operationRequest = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('requests_list'), status: z.string().max(40).optional(), limit }),
  z.strictObject({ operation: z.literal('request_show'), id }),
  z.strictObject({ operation: z.literal('request_timeline'), id }),
  z.strictObject({ operation: z.literal('request_mails'), id }),
  z.strictObject({
    operation: z.literal('requests_check'),
    id: id.optional(),
    limit,
    after: z.strictObject({ value: z.number(), id }).optional(),
  }),
  z.strictObject({ operation: z.literal('request_stop'), id, why }),
  /** A9. */
  z.strictObject({
    operation: z.literal('request_production'),
    id,
    step: z.string().min(1).max(200),
    outcome: z.enum(productionOutcomes),
    why: z.string().trim().max(4_000).optional(),
  }),
  /** R13. */
  z.strictObject({ operation: z.literal('request_waive_word'), id, why, step: z.string().min(1).max(200).optional() }),
  /** I19. At a pull request, or in the place of the request that is there. */
  z
    .strictObject({
      operation: z.literal('request_continue'),
      id,
      at: z.string().min(1).max(500).optional(),
      inPlaceOf: id.optional(),
      why: why.optional(),
    })
    .refine(
      ({ at, inPlaceOf }) => (at === undefined) !== (inPlaceOf === undefined),
      'say where, by the address of a pull request (--at) or the id of the request there (--in-place-of), and not both',
    ),
  z.strictObject({ operation: z.literal('request_override'), id, why: why.optional() }),
  /** G7. Without `why` the admins are asked. */
  z.strictObject({
    operation: z.literal('request_waive'),
    id,
    gates: z.array(z.enum(gateNames)).max(gateNames.length),
    why: why.optional(),
    as: z.string().min(1).max(40).optional(),
  }),
  z.strictObject({ operation: z.literal('request_unlock'), id, person: z.string().min(1).max(40).optional() }),
  z.strictObject({ operation: z.literal('queue_list'), backend: slug.optional() }),
  z.strictObject({ operation: z.literal('backends_list') }),
  z.strictObject({ operation: z.literal('backend_pause'), backend: slug, why }),
  z.strictObject({ operation: z.literal('backend_resume'), backend: slug }),
  z.strictObject({ operation: z.literal('releases_list') }),
  z.strictObject({
    operation: z.literal('release_report'),
    release: z.string().min(1).max(200),
    version: z.int().min(1).max(9999).optional(),
    part: z.int().min(1).max(999).optional(),
  }),
  z.strictObject({
    operation: z.literal('dead_list'),
    limit,
    after: z.strictObject({ value: z.number(), id: key }).optional(),
  }),
  z.strictObject({ operation: z.literal('dead_replay'), key }),
  z.strictObject({ operation: z.literal('dead_replay_all'), kind: z.enum(taskKinds).optional() }),
  z.strictObject({ operation: z.literal('dead_dismiss'), key, why }),
  z.strictObject({ operation: z.literal('intake_show') }),
  z.strictObject({ operation: z.literal('intake_open') }),
  z.strictObject({ operation: z.literal('intake_close'), why }),
  z.strictObject({ operation: z.literal('sweep_show') }),
  z.strictObject({ operation: z.literal('sweep_now') }),
  z.strictObject({ operation: z.literal('sign_in') }),
]);
export type OperationRequest = z.infer<typeof operationRequest>;

/** Flat, for a table or a script alike: instants are ISO texts. */
export type OperationRow = Record<string, string | number | boolean>;

/** `facts` say one thing, `rows` list many; `next` is handed in for what follows. */
export const operationAnswer = z.object({
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))).optional(),
  next: z.object({ value: z.number(), id: z.string() }).optional(),
});
export type OperationAnswer = z.infer<typeof operationAnswer>;
