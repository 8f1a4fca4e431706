import { entryOf, type Tagged } from '#kernel/tables.ts';
import type { Instant } from '#kernel/time.ts';

/** What happened, as data. */
export type AnyFact = Tagged<'fact'>;
/** What is asked for. */
export type AnyCommand = Tagged<'command'>;

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
export interface Header extends AnyCommand {
  id: string;
  at: Instant;
  by: unknown;
}

export type FactNamed<Fact, Name> = Extract<Fact, { fact: Name }>;
type CommandNamed<Command, Name> = Extract<Command, { command: Name }>;

/** What one kind of fact does to the state. A product's own table says beside it whatever else follows from the fact. */
export interface Evolver<State, Fact> {
  /** Throws when the fact cannot have happened to this state. */
  evolve: (state: State, fact: Fact) => State;
}

/** A fact without an entry does not compile. */
export type Evolvers<State, Fact extends AnyFact> = { readonly [N in Fact['fact']]: Evolver<State, FactNamed<Fact, N>> };

/** What one kind of command makes of a decision in the making: it records facts, or gives an expected refusal. */
type Decider<Deciding, Command, Refused> = (deciding: Deciding, command: Command) => Refused | undefined | void;

/** A command without an entry does not compile. */
export type Deciders<Deciding, Command extends AnyCommand, Refused> = {
  readonly [N in Command['command']]: Decider<Deciding, CommandNamed<Command, N>, Refused>;
};

export interface Committed<State, Fact, Rules> {
  before: State | undefined;
  facts: readonly Fact[];
  after: State;
  rules: Rules;
  /** Milliseconds since 1970-01-01T00:00:00Z, by the store's clock. */
  at: number;
}

/** What a thing must look like, and what is wrong with one that does not; zod's schemas are such. */
export interface Schema {
  safeParse(
    value: unknown,
  ): { success: true } | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

/** What is wrong with it, all of it at most ten times; empty where nothing is. */
export function faultsOf(schema: Schema, value: unknown): string[] {
  const read = schema.safeParse(value);
  if (read.success) return [];
  return read.error.issues.slice(0, 10).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
}

/** Facts of older programs, by the name that they had: what they are in today's terms. The timeline keeps them as they were written. */
export type Upcasts<Fact> = Readonly<Record<string, (fact: Readonly<Record<string, unknown>>) => readonly Fact[]>>;

export type Decision<State, Fact, Refused> = Refused | { facts: Fact[]; state: State };

/** A thing with a history: its state is the fold of its facts, and every change of it is a command. Pure; the kernel knows no product. */
export interface Process<State extends Versioned, Command, Fact extends AnyFact, Rules, Effect, Refused> {
  kind: string;
  idOf: (state: State) => string;
  /** The state that a first fact makes; undefined for a fact that happens to what has begun. */
  begin: (fact: Fact) => State | undefined;
  facts: Evolvers<State, Fact>;
  /** The state as it is stored. Checked where a shape was converted and in tests: a commit only writes what its facts have made. */
  schema: Schema;
  /** None while every fact that was ever written is still one of today's. */
  upcast?: Upcasts<Fact>;
  /** The facts that a command brings, in order, and what they make of the state; or an expected refusal. */
  decide: (state: State, command: Command, rules: Rules) => Decision<State, Fact, Refused>;
  /** What must be done outside because of them, in order: it is saved in the same commit. */
  react: (committed: Committed<State, Fact, Rules>) => Effect[];
}

/** Number of the last command that changed it; the timeline has one entry per version. */
export interface Versioned {
  version: number;
}

/** One step of the fold. */
export function evolveBy<State, Fact extends AnyFact>(table: Evolvers<State, Fact>): (state: State, fact: Fact) => State {
  return (state, fact) => entryOf<Evolver<State, Fact>>(table, fact.fact, 'fact').evolve(state, fact);
}

export function decideBy<Deciding, Command extends AnyCommand, Refused>(
  table: Deciders<Deciding, Command, Refused>,
): (deciding: Deciding, command: Command) => Refused | undefined {
  return (deciding, command) => {
    const refused = entryOf<Decider<Deciding, Command, Refused>>(table, command.command, 'command')(deciding, command);
    return refused === undefined ? undefined : refused;
  };
}

/** State equals the fold of the timeline: entries in order, each one version. Undefined where nothing has begun. */
export function fold<State extends Versioned, Fact extends AnyFact>(
  { begin, facts, upcast = {} }: { begin: (fact: Fact) => State | undefined; facts: Evolvers<State, Fact>; upcast?: Upcasts<Fact> },
  entries: readonly { version: number; facts: readonly Fact[] }[],
): State | undefined {
  const evolve = evolveBy(facts);
  let state: State | undefined;
  for (const entry of entries) {
    for (const fact of entry.facts.flatMap((one) => todays(upcast, one))) state = begin(fact) ?? (state && evolve(state, fact));
    if (state !== undefined) state = { ...state, version: entry.version };
  }
  return state;
}

function todays<Fact extends AnyFact>(upcast: Upcasts<Fact>, fact: Fact): readonly Fact[] {
  return Object.hasOwn(upcast, fact.fact) ? (upcast[fact.fact]?.(fact) ?? []) : [fact];
}
