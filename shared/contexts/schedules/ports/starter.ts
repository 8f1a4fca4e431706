import type { Answer } from '#contexts/schedules/domain/commands.ts';
import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Instant } from '#kernel/time.ts';

/** One start that is due. */
export interface Due {
  /** The same for one occurrence of one schedule, whatever is delivered twice. */
  key: string;
  schedule: string;
  /** Who made the schedule, as the record names them. */
  madeBy: string;
  /** When it is due: late or not, this instant counts. */
  at: Instant;
}

/** `inNameOf`: the person as whose it is started, where the schedule says so. */
export interface StarterNeeds {
  permission: PermissionName;
  place: Place;
  inNameOf?: string;
}

/**
 * What a schedule can start: a product's, by its kind. Whatever fails is asked for again, by throwing: `start` with the same key starts one
 * thing only, and gives the same id each time.
 */
export interface Starter {
  /** For people: what is started. */
  label: string;
  /** What is wrong with this input, all of it; nothing: it can be kept. */
  problems(input: unknown): Promise<string[]>;
  /** Why it cannot be started now, though it could later; undefined where it can. */
  blocked(input: unknown): Promise<string | undefined>;
  /** W4. What whoever makes such a schedule must be allowed for this input; what cannot be read asks for nothing, and is a problem. */
  needs(input: unknown): StarterNeeds[];
  start(due: Due, input: unknown): Promise<Answer>;
  /** How what was started ended; undefined while it runs. */
  over(id: string): Promise<string | undefined>;
}

/** Starters by their kinds: `run`, `probe`, `request`. */
export type Starters = Readonly<Record<string, Starter>>;
