const MOST = 5;

/** The first few names, and how many more there are: for sentences that people read. */
export function someOf(names: readonly string[]): string {
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : '';
  return `${names.slice(0, MOST).join(', ')}${more}`;
}
