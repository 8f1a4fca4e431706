/** The time of the commit that created a document: Firestore's commits are visible in the order of their times. Of one width, so that texts are in order. */
export function positionOf(seconds: number, nanoseconds: number): string {
  return `${String(seconds).padStart(12, '0')}${String(nanoseconds).padStart(9, '0')}`;
}

/** The same of the time as REST writes it, with as many digits of a second as it takes. */
export function positionAt(time = ''): string {
  const [, whole = '', fraction = ''] = /^(.+?)(?:\.(\d{1,9}))?Z$/.exec(time) ?? [];
  const millis = Date.parse(`${whole}Z`);
  if (Number.isNaN(millis)) throw new TypeError('a document without the time of its creation');
  return positionOf(millis / 1000, Number(fraction.padEnd(9, '0')));
}
