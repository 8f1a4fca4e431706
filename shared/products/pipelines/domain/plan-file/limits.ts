/** Characters of the text. The largest real plans that are known have 1.3 million, and some that nobody ran four. */
export const LONGEST_TEXT = 6_000_000;
/** Signs, names, blanks between them: what the reading of YAML costs, some 400 bytes each. Those four million characters are 315,000 of them. */
export const MOST_LEXEMES = 1_000_000;
/** How deep lists and mappings may lie in one another. */
export const DEEPEST = 100;
/** Values, each counted as often as an alias or a merge key puts it somewhere: what bounds everything that is done with them. */
export const MOST_VALUES = 1_000_000;
/** O1. */
export const MOST_ACTIONS = 5_000;
/** Of all actions together, as a plan of any kind may have them. */
export const MOST_NEEDS = 100_000;
/** Problems of one rule that are listed. */
export const MOST_OF_ONE_RULE = 100;
/** Characters of a name, a path or a command in a message. */
export const LONGEST_NAMED = 80;
