/** Words of a command that was read: there is a first one. Throws where there is none. */
export function toWords([first, ...rest]: readonly string[]): [string, ...string[]] {
  if (first === undefined) throw new Error('a command without a word');
  return [first, ...rest];
}
