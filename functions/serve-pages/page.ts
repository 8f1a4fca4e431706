import type { ServerResponse } from 'node:http';
import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { On } from '#contexts/access/domain/rights/place.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { Filter } from '#html/filter/field.ts';
import type { PageSender } from './sending.ts';
import type { NavigationEntry } from '#products/rehearsal/pages/layout.ts';
import type { PageDependencies } from './dependencies.ts';

/** A page is one file of `pages/`. */
export interface Page {
  /** Paths for everybody, or for whoever knows the secret in them; see shared/doors/routes.ts. */
  open?: readonly string[];
  /** W4. Paths for those who have a right; whoever is nobody yet is asked to sign in. */
  guarded?: Guarded;
  /** GET and HEAD unless given. */
  methods?: readonly string[];
  /** W8. By what its list is filtered: what of it cannot be read is said, and the page is not served. */
  filter?: Filter;
  /** Where that list is seen, if it is not here. */
  listPath?: string;
  /** Whether what is asked reads all that there is: of those a reader has one at a time. */
  readsAll?: (url: URL) => boolean;
  /** Where the navigation names it, on every page; what has none is reached from others. `path`: the first above, unless given. */
  navigation?: Pick<NavigationEntry, 'label' | 'group' | 'place'> & { path?: string };
  /** `viewer`: who looks, as far as is known; on a guarded path always somebody who may. */
  serve: (dependencies: PageDependencies, send: PageSender, url: URL, response: ServerResponse, viewer?: Principal) => Promise<void> | void;
}

export interface Guarded {
  paths: readonly string[];
  permission: PermissionName;
  /** Where it must hold; for the whole installation where it is left out. */
  on?: (url: URL) => On;
  /** Why an old sign-in is enough, although the permission is a sensitive one. */
  stale?: string;
}
