import { fillTemplate } from '#contexts/operations/domain/command-template.ts';

const ARGUMENTS = '{args}';

/** How an action is run where there are no containers. A part that is `{args}` stands for all arguments, each one part; none of them is read as a template. */
export function actionCommand(template: readonly string[], values: Readonly<Record<string, string>>, args: readonly string[]): string[] {
  return template.flatMap((part) => (part === ARGUMENTS ? args : fillTemplate([part], values)));
}
