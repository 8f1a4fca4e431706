/** One slip of the fingers apart: one character more, fewer, other, or two neighbours swapped. Equal texts are not near. */
export function isNear(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let endLeft = left.length;
  let endRight = right.length;
  while (endLeft > start && endRight > start && left[endLeft - 1] === right[endRight - 1]) {
    endLeft -= 1;
    endRight -= 1;
  }
  const restLeft = left.slice(start, endLeft);
  const restRight = right.slice(start, endRight);
  if (restLeft.length <= 1 && restRight.length <= 1) return true;
  return restLeft.length === 2 && restRight.length === 2 && restLeft[0] === restRight[1] && restLeft[1] === restRight[0];
}

/**
 * Pairs of long words, each from a different name, that look like one word spelled two ways. Plurals and other endings of
 * one letter are no slips.
 */
export function misspellings(names: readonly (readonly string[])[]): [string, string][] {
  const words = [...new Set(names.flat().map((word) => word.toLowerCase()))].filter((word) => word.length >= 5);
  return words.flatMap((word, index) =>
    words.slice(index + 1).flatMap((other): [string, string][] => (isNear(word, other) && !isEnding(word, other) ? [[word, other]] : [])),
  );
}

function isEnding(word: string, other: string): boolean {
  return word.startsWith(other) || other.startsWith(word) || word.slice(0, -1) === other.slice(0, -1);
}
