import type { z } from 'zod';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';

/** What the program knows of a template; its letter (pages/mails/templates) has the file of the same name. */
export interface Template {
  /** N10. A notice is about no request: what it tells, it brings along. */
  about: 'request' | 'notice';
  /** What its effect carries beside its reader. */
  data: z.ZodObject;
  /** Its data, read out of the text that effects of earlier versions carry instead of it. */
  fromNote?: (note: string) => Readonly<Record<string, unknown>>;
  /** Whose links it brings when such a question is asked. */
  asks?: readonly QuestionKind[];
  /** N8. It tells of a promise that is at stake, of something that stands still, or is waited for in front of the screen. */
  urgent?: true;
  /** That something of the installation itself is wrong, or is no more. One that could not be delivered is no news: it would ring the next. */
  alarm?: true;
  /** N1, I16. It may go to an address that is not proven. */
  toUnproven?: true;
  /** It is sent only if the request made the release that it names. */
  onlyInRelease?: true;
}

export function defineTemplate<const T extends Template>(template: T): T {
  return template;
}
