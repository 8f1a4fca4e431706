import type { Repository } from './links.ts';

/** What the installation's settings say, as far as intake asks. */
export interface IntakeContext {
  /** Repositories that requests may be about; a `ref` belongs to the first. */
  repositories: readonly Repository[];
  /** Slugs of the backends that may be asked for. */
  backends: readonly string[];
  /** R18. Why jobs of this name cannot run there; undefined when they can. The first backend is asked about where a form names none. */
  whyNotHere?: (job: string, backend: string) => string | undefined;
  /** Names of known releases; empty means that any name is taken. */
  releases: readonly string[];
  /** Hosts of instructions documents; Google Docs unless given. */
  documentHosts?: readonly string[];
}
