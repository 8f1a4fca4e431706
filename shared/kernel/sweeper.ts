/**
 * `lost`: it should have happened by itself, so a find is a warning. `due`: its time has come, or the settings have changed, and only the
 * sweep begins it. `wrong`: nothing is begun; people are told of it.
 */
export type SweeperKind = 'lost' | 'due' | 'wrong';

/** B6, Z2. Whoever promises to act and may not come to it has one of these. Its file's name is its name. `S`: the system of its product. */
export interface Sweeper<S, K extends SweeperKind = SweeperKind> {
  kind: K;
  /** They look one after the other, the smallest first: what tells people comes last, so that it knows what the others gave up. */
  order: number;
  /** For people: what it looks for, and what it does about it. */
  finds: string;
  helps: string;
  /** Gives how many it found. At rest it reads a little and writes nothing. `sweep`: the id of this one. */
  look(system: S, sweep: string): Promise<number>;
}
