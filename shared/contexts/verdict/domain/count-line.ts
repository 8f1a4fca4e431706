import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import { labelOf, sayingOf, type Label, type LabelledLine, type Saying } from '#contexts/intake/domain/reading/label.ts';
import { addTo, emptySample, type Sample } from './sample.ts';

export type CountExpected = Extract<ExpectedOutput, { kind: 'count' }>;

/** What the output said of one label (R7). */
export interface CountSeen {
  /** Lines with a number as promised, with another, with none that can be read, and with the label as a word among others. */
  held: Sample;
  off: Sample;
  unreadable: Sample;
  mentioned: Sample;
  /** All its numbers together: whether several lines are parts of one count, or say it again, nobody can tell. */
  sum: number;
}

interface Taking {
  label: Label;
  entry: CountExpected;
  seen: CountSeen;
}

/** Looks on every line for every label that was promised, whoever else accounts for the line. */
export interface CountLines {
  /** True when the line is the count of a label. `promised`: the line is one that was promised word by word. */
  take(line: () => LabelledLine, text: string, promised: boolean): boolean;
  seen(entry: CountExpected): CountSeen;
}

const MOST = 5;

export function countLines(expected: readonly ExpectedOutput[]): CountLines {
  const takings = expected.flatMap((entry): Taking[] =>
    entry.kind === 'count' ? [{ label: labelOf(entry.label), entry, seen: nothing() }] : [],
  );
  return {
    take(line, text, promised) {
      if (takings.length === 0) return false;
      const said = takings.flatMap((taking) => {
        const saying = sayingOf(taking.label, line());
        return saying === undefined ? [] : [{ taking, saying }];
      });
      const counts = said.filter(({ saying }) => saying.says === 'count');
      for (const { taking, saying } of said) {
        const isOfLonger = saying.says !== 'count' && counts.some((one) => isPartOf(taking.label, one.taking.label));
        if (!isOfLonger && !(promised && saying.says === 'mention')) note(taking, saying, text);
      }
      return counts.length > 0;
    },
    seen: (entry) => takings.find((taking) => taking.entry === entry)?.seen ?? nothing(),
  };
}

function nothing(): CountSeen {
  return { held: emptySample(), off: emptySample(), unreadable: emptySample(), mentioned: emptySample(), sum: 0 };
}

/** `TOPICS: 3` is promised, and so is `TOPICS MIGRATED: 3`: a count of the longer label says nothing of the shorter. */
function isPartOf(label: Label, longer: Label): boolean {
  return label.squashed.length < longer.squashed.length && longer.squashed.includes(label.squashed);
}

function note({ entry, seen }: Taking, saying: Saying, line: string): void {
  switch (saying.says) {
    case 'count':
      seen.sum += saying.value;
      return addTo(holds(saying.value, entry) ? seen.held : seen.off, line, MOST);
    case 'unreadable':
      return addTo(seen.unreadable, line, MOST);
    case 'mention':
      return addTo(seen.mentioned, line, MOST);
  }
}

/** Nothing is counted to less than zero: `-1` is how programs write that they do not know. */
export function holds(value: number, entry: Pick<CountExpected, 'comparison' | 'value'>): boolean {
  if (value < 0) return false;
  switch (entry.comparison) {
    case '=':
      return value === entry.value;
    case '>=':
      return value >= entry.value;
    case '<=':
      return value <= entry.value;
  }
}
