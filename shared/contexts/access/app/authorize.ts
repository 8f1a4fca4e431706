import type { Needs } from '#contexts/access/contracts/define-operation.ts';
import { may, maySomewhere } from '#contexts/access/domain/rights/may.ts';
import { isPermission, permissions, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { On, Place } from '#contexts/access/domain/rights/place.ts';
import type { Grant, Principal } from '#contexts/access/domain/rights/principal.ts';
import type { Subject } from '#kernel/subject.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';

/** Where a process is; undefined where there is none. What cannot be read is an error, never “nowhere”. */
export type PlaceOf = (subject: Subject) => Promise<Place | undefined>;

/** Somebody may do one thing, and why. */
export interface Authorized {
  permission: PermissionName;
  place: Place;
  because: Grant;
  /** In whose name: person id. */
  actedFor?: string;
}

/** `stale`: they may, once they have signed in again. */
export interface Refusal {
  permission: PermissionName;
  place: Place;
  why: 'missing' | 'stale';
  /** Whoever asks is told no names: a program that may not see people. */
  unnamed?: true;
}

interface Asking {
  placeOf: PlaceOf;
  now: Instant;
}

/** W3. Whoever signed in longer ago does so again before what is sensitive. */
const FRESH_FOR = 10 * MINUTE;

/** W4. Whether somebody may do what is asked; the same for every door. */
export async function authorize<Asked>(
  who: Principal,
  needs: Needs<Asked>,
  asked: Asked,
  { placeOf, now }: Asking,
): Promise<Authorized | { refusal: Refusal }> {
  const said = await judged(who, needs, asked, { placeOf, now });
  if (!('refusal' in said) || who.kind !== 'client' || maySomewhere(who, 'people.read').allowed) return said;
  return { refusal: { ...said.refusal, unnamed: true } };
}

async function judged<Asked>(
  who: Principal,
  needs: Needs<Asked>,
  asked: Asked,
  { placeOf, now }: Asking,
): Promise<Authorized | { refusal: Refusal }> {
  const { permission } = needs;
  const on = needs.on(asked);
  const place = await placeIn(on, placeOf);
  const answer = on.anywhere === true ? maySomewhere(who, permission) : may(who, permission, place);
  if (!answer.allowed) return { refusal: { permission, place: shown(who, permission, on, place), why: 'missing' } };
  const other = needs.actsFor?.(asked);
  const isOther = other !== undefined && !isThemselves(who, other);
  if (isOther && !may(who, 'people.act_for', place).allowed) return { refusal: { permission: 'people.act_for', place, why: 'missing' } };
  const isSensitive = (isOther || permissions[permission].sensitive === true) && needs.stale === undefined;
  if (isSensitive && isStale(who, now)) return { refusal: { permission, place, why: 'stale' } };
  const { because } = answer;
  return { permission, place, because, ...(isOther ? { actedFor: other } : {}) };
}

/** A program has no person's name, however it is called. */
function isThemselves({ kind, id }: Principal, person: string): boolean {
  return kind !== 'client' && id === person;
}

/** What is not there is nowhere in particular. */
async function placeIn(on: On, placeOf: PlaceOf): Promise<Place> {
  if (on.anywhere === true) return {};
  return on.of === undefined ? on : ((await placeOf(on.of)) ?? {});
}

/** Whoever may not see a process hears the same of it as of one that does not exist. */
function shown(who: Principal, permission: PermissionName, on: On, place: Place): Place {
  if (on.of === undefined) return place;
  const seeing = `${permission.split('.')[0] ?? ''}.read`;
  return isPermission(seeing) && may(who, seeing, place).allowed ? place : {};
}

/** A token is shown with every call; a session is as fresh as its sign-in. */
function isStale({ door, signedInAt, freshUntil }: Principal, now: Instant): boolean {
  if (door !== 'session') return false;
  return freshUntil === undefined ? signedInAt === undefined || now - signedInAt > FRESH_FOR : now > freshUntil;
}
