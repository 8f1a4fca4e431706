/** How far two words may be apart for their distance to be told. */
const FAR = 3;

/** Letters to change, to add or to leave out (Levenshtein); three stands for any number from three on, which most words are told by in their first letters. */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) >= FAR) return FAR;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= FAR) return FAR;
    row = next;
  }
  return Math.min(row[b.length] ?? 0, FAR);
}
