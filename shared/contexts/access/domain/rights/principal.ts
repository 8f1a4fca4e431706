import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Instant } from '#kernel/time.ts';

/** One role that somebody has somewhere, and who says so. */
export interface Grant {
  role: string;
  permissions: ReadonlySet<PermissionName>;
  at: 'all' | Place;
  from: 'settings' | 'account' | 'token' | 'operator';
}

/** W4. Whoever asks for something, as the door proved them; their id is fit for records, and no address. */
export interface Principal {
  kind: 'person' | 'operator' | 'client' | 'agent' | 'contributor';
  id: string;
  name: string;
  grants: readonly Grant[];
  door: 'session' | 'token' | 'link' | 'command line';
  /** Of a session: its id. */
  session?: string;
  /** Of a token: its id, `client.job-server.1`. */
  token?: string;
  /** When they last proved who they are. */
  signedInAt?: Instant;
  /** Until when sensitive acts ask for no other sign-in, by the settings; ten minutes after it when left out. */
  freshUntil?: Instant;
  /** Of a session: what forms of pages that were made for them carry. */
  proof?: string;
  /** N8. By which clock they read, as they said themselves. */
  timeZone?: string;
  /** Person id of whom they act for. */
  actingFor?: string;
}
