import type { ServerResponse } from 'node:http';
import type { PageSender } from '#doors/page-sender.ts';
import type { PageDependencies } from './dependencies.ts';

/** A page is one file of `pages/`. */
export interface Page {
  /** Paths for everybody, or for whoever knows the secret in them; see shared/doors/routes.ts. */
  open?: readonly string[];
  /** X6. Paths for operators: whoever is none is asked to sign in. */
  forOperators?: readonly string[];
  /** GET and HEAD unless given. */
  methods?: readonly string[];
  serve: (dependencies: PageDependencies, send: PageSender, url: URL, response: ServerResponse) => Promise<void> | void;
}
