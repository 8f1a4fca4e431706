import type { IncomingMessage } from 'node:http';
import { actingAs } from '#contexts/access/app/act.ts';
import { askRight } from '#contexts/access/app/ask-right.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { openedByName, type Opened } from '#doors/opened-request.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { LinkDependencies } from './dependencies.ts';

/** A request's page, as whoever posts from it may open it. */
interface OpenedBy extends Opened {
  /** Undefined: they came by the secret link, and are nobody in particular, whatever else their browser carries. */
  by?: Principal;
  /** In whose every commit stands who it was. */
  system: System;
}

type Opening = Pick<LinkDependencies, 'system' | 'links' | 'whoIs' | 'placeOf'>;

/** By its secret link; or by its id, for whoever has this right there. */
export async function openedFor(
  { system, links, whoIs, placeOf }: Opening,
  request: Pick<IncomingMessage, 'headers'>,
  name: string,
  permission: PermissionName,
): Promise<OpenedBy | undefined> {
  const bySecret = openedByName({ links }, undefined, name);
  if (bySecret !== undefined) return { ...bySecret, system };
  const by = await whoIs(request);
  const opened = openedByName({ links }, by, name);
  if (by === undefined || opened === undefined) return undefined;
  const needs = { permission, on: () => ({ of: { kind: 'request', id: opened.id } }) };
  const authorized = await askRight({ kernel: kernelOf(system), placeOf }, by, needs, {});
  return 'refusal' in authorized ? undefined : { ...opened, by, system: actingAs(system, by, authorized) };
}
