import type { Repository } from './links.ts';

/** What the installation's settings say, as far as intake asks. */
export interface IntakeContext {
  /** Repositories that requests may be about; a `ref` belongs to the first. */
  repositories: readonly Repository[];
  /** Slugs of the backends that may be asked for. */
  backends: readonly string[];
  /** Names of known releases; empty means that any name is taken. */
  releases: readonly string[];
  /** Hosts of instructions documents; Google Docs unless given. */
  documentHosts?: readonly string[];
}
