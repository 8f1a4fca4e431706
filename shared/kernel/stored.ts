import type { Chained, Link, Privacy } from '#kernel/chain.ts';
import type { AnyEffect, Asked, Wanted } from '#kernel/effect.ts';
import type { AnyFact, Header, Process, Versioned } from '#kernel/process.ts';
import type { KernelTransaction } from '#kernel/store/documents.ts';
import type { About } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

/** A process as it is stored: its state, and what must be known of its past to go on. */
export interface StoredState<State> {
  state: State;
  /** Ids of the last commands, newest last: recognises a command whose commit's answer was lost. */
  commands: string[];
  /** Z4. `own` of the newest entry of the timeline. */
  chainHead?: string;
}

/** One command's entry in a timeline, beside what it names its process by. */
type Entry<T extends Types> = Chained<T['Fact']> &
  T['Naming'] & {
    at: Instant;
    by: T['Command']['by'];
    commandId: string;
    command: string;
    effects?: (Asked & { kind: T['Effect']['kind'] })[];
    chain: Link;
  };

export interface Refusing {
  refused: unknown;
}

/** The types of one process, under one name. */
export interface Types {
  State: Versioned;
  Command: Header;
  Fact: AnyFact;
  Rules: unknown;
  Effect: AnyEffect;
  Refused: Refusing;
  Document: StoredState<unknown>;
  /** What an entry of its timeline names it by. */
  Naming: object;
}

interface Saved<T extends Types> {
  id: string;
  before: T['State'] | undefined;
  after: T['State'];
  document: T['Document'];
  entry: Entry<T>;
  entryId: string;
  isNew: boolean;
}

/** A process, and where it is kept. Adding one is one of these in the product's table. */
export interface Stored<Tx extends KernelTransaction, T extends Types> {
  process: Process<T['State'], T['Command'], T['Fact'], T['Rules'], Wanted<T['Effect']>, T['Refused']>;
  privacy: Privacy<T['Fact']>;
  /** The process as keys of effects name it: no two processes of any kind have one name. */
  nameOf(id: string): string;
  entryOf(id: string): T['Naming'];
  /** Its timeline rings: whoever hears of a version dispatches what that asked for. Where it is silent, whoever commands it does (0060). */
  rings: boolean;
  /** With as much of its state as `about` needs: without it, what every command needs. */
  load(tx: Tx, id: string, about?: About): Promise<T['Document'] | undefined>;
  /** What the indexes read of it, beside the state. */
  project(given: {
    state: T['State'];
    command: Pick<Header, 'id' | 'at'>;
    known: T['Document'] | undefined;
    commands: string[];
    rules: T['Rules'];
  }): T['Document'];
  /** Fields of the projection that follow from the state and from when it was saved, whatever the rules say: Z1, they are checked with it. */
  follows: readonly (keyof T['Document'] & string)[];
  /** Writes document and entry, and what stands beside them. */
  save(tx: Tx, saved: Saved<T>): void;
}
