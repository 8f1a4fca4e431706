import type { Listing } from '#contexts/operations/domain/listing/listing.ts';

/** O6. One thing that a repository has now and that can be run: a job, an action. */
export interface Known {
  /** For people: `job`, `action`. */
  what: string;
  name: string;
  /** As its operations have it in their listings. */
  home: string;
  /** The file that has it, and the commit at which it was seen there. */
  file: string;
  seenAt: string;
  /** How it is started anew, in words that can be followed; `last`: how it ended last. Nothing is started by asking. */
  startAnew(last: Listing | undefined): string;
}

export interface KnownRead {
  known: Known[];
  /** What could not be read, and why. */
  notes: string[];
}

export interface Repository {
  owner: string;
  repository: string;
}

/** What a product knows of a repository. */
export interface KnownReader {
  /** Undefined: the product has nothing to do with it. That the code host cannot be asked is a note. */
  read(repository: Repository): Promise<KnownRead | undefined>;
}
