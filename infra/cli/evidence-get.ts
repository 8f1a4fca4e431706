import type { Environment } from '#platform/config.ts';
import { fetched, notUnderstood } from './fetched.ts';
import type { Said } from './said.ts';

/** A8. What the request's page hands out, for whoever may open it. */
export async function getEvidence(typed: readonly string[], env: Environment): Promise<Said> {
  const [request, ...more] = typed;
  if (request === undefined || more.length > 0 || !/^[a-z0-9]{1,20}$/.test(request)) return notUnderstood('evidence get <request>');
  return fetched(
    `/requests/${request}/evidence.intoto.jsonl`,
    env,
    `request ${request} has no approval that stands, or is not yours to see`,
  );
}

export async function getKeys(typed: readonly string[], env: Environment): Promise<Said> {
  return typed.length > 0 ? notUnderstood('evidence keys') : fetched('/evidence/keys.json', env, 'there are no keys');
}
