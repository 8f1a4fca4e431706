/** By the name of a field, what it can name: one of these where it is one, several where it is a list. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** With more than so many nobody looks through a list: it is typed. */
const MOST = 100;

/** Undefined where it is typed. What is typed already stands in the list, too. */
export function choicesOf(choices: Choices | undefined, name: string, value: string): string[] | undefined {
  const known = choices !== undefined && Object.hasOwn(choices, name) ? choices[name] : undefined;
  if (known === undefined || known.length === 0 || known.length > MOST) return undefined;
  const typed = value.split('\n').filter((one) => one !== '');
  return [...new Set([...known, ...typed])];
}
