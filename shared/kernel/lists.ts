/**
 * The greatest of the numbers and `least`. In place of spreading them into a call: a list of some hundred thousand, as people and programs
 * outside may give us, is more than a call takes, and ends it with a RangeError (R16).
 */
export function largest(least: number, numbers: Iterable<number>): number {
  let most = least;
  for (const number of numbers) most = Math.max(most, number);
  return most;
}

/** The smallest of the numbers and `most`. */
export function smallest(most: number, numbers: Iterable<number>): number {
  let least = most;
  for (const number of numbers) least = Math.min(least, number);
  return least;
}

/** Puts them behind the list. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one);
}
