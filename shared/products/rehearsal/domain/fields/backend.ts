import type { ChoiceField } from '#products/rehearsal/domain/fields/define.ts';
import { hasBackend, type Rules } from '#products/rehearsal/domain/rules.ts';

/** On which backend it runs. */
export const backendField: ChoiceField = {
  kind: 'choice',
  name: 'backend',
  label: 'Backend',
  options: ({ rules }) => rules.backends.map(({ slug }) => [slug, slug] as const),
  initial: ({ state }) => state.backend,
  problem: backendProblem,
  read: (backend) => ({ backend }),
};

/** The same for operators' commands. */
export function backendProblem(value: string, { rules }: { rules: Rules }): string | undefined {
  return hasBackend(rules, value) ? undefined : `There is no such backend; there is ${rules.backends.map(({ slug }) => slug).join(', ')}.`;
}
