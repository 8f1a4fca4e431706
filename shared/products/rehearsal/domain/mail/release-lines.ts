import { z } from 'zod';
import { linesOfNote } from '#contexts/telling/domain/note.ts';

/** C3 to C6. One request of a release's mail. */
const line = z.strictObject({
  requestId: z.string(),
  title: z.string(),
  /** What is missing, or where it moved. */
  what: z.string(),
});

export type ReleaseLine = z.infer<typeof line>;

/** As many as a mail shows, and how many more there are. */
export const someLines = z.strictObject({ shown: z.array(line), more: z.int() });
export type SomeLines = z.infer<typeof someLines>;

/** C3, C4, C6. What is told of the requests that are aimed at a release; those that block it come first. */
export const toldRequests = { lines: someLines, /** Of those that are shown. */ blocking: z.int() };

export function requestsFromNote(note: string): { lines: SomeLines; blocking: number } {
  const lines = linesOfNote(note);
  return { lines: someFrom(lines), blocking: lines.filter((text) => / blocking; /.test(text)).length };
}

/** `ab12cd MigrateTopicJob: its gates must pass`; the last may be `and 3 more`. */
export function someFrom(lines: readonly string[]): SomeLines {
  const more = /^and (\d+) more$/.exec(lines.at(-1) ?? '')?.[1];
  const shown = more === undefined ? lines : lines.slice(0, -1);
  return { shown: shown.map(lineFrom), more: Number(more ?? 0) };
}

function lineFrom(text: string): ReleaseLine {
  const [, requestId = '', title = text, what = ''] = /^(\S+) (.*?): (.*)$/.exec(text) ?? [];
  return { requestId, title, what };
}
