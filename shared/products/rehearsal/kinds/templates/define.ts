import { define, type Define, type Template as AnyTemplate } from '#contexts/telling/domain/mail/template.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';

/** What the program knows of a template of this product; its content (pages/mails/templates) has the file of the same name. */
export interface Template extends AnyTemplate<'request', QuestionKind> {
  /** N1, I16. It may go to an address that is not proven. */
  toUnproven?: true;
  /** It is sent only if the request made the release that it names. */
  onlyInRelease?: true;
}

export const defineTemplate: Define<Template> = define;
