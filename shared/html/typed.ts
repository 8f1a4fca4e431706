/** What was typed (or stands there at first), and what is wrong with it, by field name. */
export interface Typed {
  values: ReadonlyMap<string, string>;
  problems: ReadonlyMap<string, string>;
}

/** Parts of one field that come from what was typed. */
export function typedIn(
  { values, problems }: Typed,
  name: string,
  otherwise = '',
): { name: string; value: string; problem: string | undefined } {
  return { name, value: values.get(name) ?? otherwise, problem: problems.get(name) };
}
