import { z } from 'zod';
import { flagsByHand } from '#contexts/backends/domain/state.ts';
import { holderNamed, tokenNamed } from '#contexts/access/domain/token/state.ts';
import { isId } from '#contexts/access/ids.ts';

export const requestId = z
  .string()
  .refine((text) => isId('request', text), 'must be the id of a request')
  .meta({ examples: ['k3m9x2'] });
export const effectKey = z
  .string()
  .refine((text) => isId('document', text), 'must be the key of an effect')
  .meta({ examples: ['request.k3m9x2.7.0.send_mail'] });
/** Of anything that a list names. */
export const listedId = z
  .string()
  .refine((text) => isId('document', text), 'must be an id, as a list gives it')
  .meta({ examples: ['k3m9x2.count.1'] });
/** It stays on the record. */
export const why = z
  .string()
  .trim()
  .min(1, 'must be said')
  .max(500)
  .meta({ examples: ['the disk is replaced'] });
export const limit = z.int().min(1).max(100).optional();
/** One that operators raise and lower. */
export const flag = z.enum(flagsByHand());
export const slug = z
  .string()
  .max(40)
  .meta({ examples: ['local'] });
/** Of something that is to be made. */
export const newSlug = z
  .string()
  .refine((text) => isId('slug', text), 'must be lower-case letters, digits and hyphens, at most 40')
  .meta({ examples: ['north'] });
/** B7. Slots by the name of their pool. */
export const poolSizes = z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/), z.int().min(1).max(100));
/** B10. A backend's agent or a program: `agent.local`, `client.job-server`. */
export const holder = z
  .string()
  .refine((text) => holderNamed(text) !== undefined, 'must be agent.BACKEND, client.NAME or person.ID')
  .meta({ examples: ['client.ci'] });
export const token = z
  .string()
  .refine((text) => tokenNamed(text) !== undefined, 'must be the id of a token, such as agent.local.1')
  .meta({ examples: ['client.ci.1'] });
export const label = z.string().trim().min(1, 'must be said').max(120);
export const days = z.int().min(1).max(3650);
