/**
 * What people may type. Text is never repaired, only refused, so that page, mail, sheet and evidence show the same.
 *
 * `line`: one line, to be used in subjects, cells and labels: no control, line-break or direction characters.
 * `output`: a `line` that may hold tabs, as result lines of jobs do.
 * `prose`: several lines; `\n`, tabs and plain direction marks (which right-to-left writing needs) are allowed; overrides,
 * embeddings and isolates are not, because they reach beyond the text that holds them.
 * None may hold NUL, other control characters or half a surrogate pair.
 */
export type TextKind = 'line' | 'output' | 'prose';

const rules: readonly { kinds: readonly TextKind[]; forbidden: RegExp; code: string; message: string }[] = [
  { kinds: ['line', 'output'], forbidden: /[\n\r\u2028\u2029]/, code: 'line_break', message: 'Keep this on one line.' },
  { kinds: ['line'], forbidden: /\t/, code: 'control_character', message: 'Use spaces instead of tabs.' },
  {
    kinds: ['line', 'output', 'prose'],
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    forbidden: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/,
    code: 'control_character',
    message: 'This contains a character that cannot be printed; type the text again.',
  },
  { kinds: ['prose'], forbidden: /\r/, code: 'control_character', message: 'Lines must end in a line feed.' },
  {
    kinds: ['line', 'output'],
    forbidden: /[\u061c\u200e\u200f]/,
    code: 'direction_character',
    message: 'This contains an invisible direction mark; type the text again.',
  },
  {
    kinds: ['line', 'output', 'prose'],
    forbidden: /[\u202a-\u202e\u2066-\u2069]/,
    code: 'direction_character',
    message: 'This contains a character that changes the writing direction; type the text again.',
  },
];

/** The first thing wrong with the text, or undefined. */
export function textProblem(text: string, kind: TextKind): { code: string; message: string } | undefined {
  if (!text.isWellFormed()) return { code: 'broken_character', message: 'This contains a broken character; type the text again.' };
  return rules.find((rule) => rule.kinds.includes(kind) && rule.forbidden.test(text));
}

/** Longest words of a person who decides, in characters: they go into a mail, a cell and a page. */
const LONGEST_WORDS = 4_000;

/** What is wrong with somebody's own words in an answer, as a sentence. */
export function wordsProblem(words: string): string | undefined {
  return words.length > LONGEST_WORDS ? `At most ${LONGEST_WORDS} characters.` : textProblem(words, 'prose')?.message;
}
