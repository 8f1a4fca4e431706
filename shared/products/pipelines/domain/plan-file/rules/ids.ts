type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** A rule by its number: Y of YAML, P of the whole file, A of actions, N of needs, O of outputs, D of datasets, X of older versions, L of size. */
export type RuleId = `${'Y' | 'P' | 'A' | 'N' | 'O' | 'D' | 'X' | 'L'}${Digit}${Digit}`;
