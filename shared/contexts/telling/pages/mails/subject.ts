import { clip, oneLine } from '#html/text.ts';

/** Longest subject, in UTF-16 units: mail programs show less, servers take it without folding trouble. */
const MAX_SUBJECT = 150;

/** `[Rehearsal] ab12cd: review wanted — MigrateTopicJob`, with nothing in it that could break a header or turn its direction (X2). */
export function subjectOf(installation: string, id: string, what: string, name: string): string {
  const start = `[${clip(oneLine(installation), 40)}] ${oneLine(id)}: ${oneLine(what)}`;
  let subject = `${start} — ${oneLine(name)}`;
  for (let left = MAX_SUBJECT; subject.length > MAX_SUBJECT; left -= 1) subject = clip(subject, left);
  return subject;
}
