import { createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/** As objects, which node:crypto takes as they are: raw bytes it would make into one for each signature. */
export function checkedKeys(keys: readonly Buffer[]): [KeyObject, ...KeyObject[]] {
  const [first, ...rest] = keys.filter((key) => key.length >= 32).map((key) => createSecretKey(key));
  if (first === undefined || keys.some((key) => key.length < 32)) throw new TypeError('link keys: at least one, each of at least 32 bytes');
  return [first, ...rest];
}

/** In constant time. */
export function sameText(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Tries every key, found or not, so that the time does not tell which one it was. */
export function anyOf(keys: readonly KeyObject[], test: (key: KeyObject) => boolean): boolean {
  return keys.map(test).includes(true);
}
