import type { ChoiceField } from '#products/rehearsal/domain/fields/define.ts';

/** On which backend it runs. */
export const backendField: ChoiceField = {
  kind: 'choice',
  name: 'backend',
  label: 'Backend',
  options: ({ rules }) => rules.backends.map(({ slug }) => [slug, slug] as const),
  initial: ({ state }) => state.backend,
  problem: (value, { rules }) =>
    backendProblem(
      value,
      rules.backends.map(({ slug }) => slug),
    ),
  read: (backend) => ({ backend }),
};

/** The same for operators' commands. */
export function backendProblem(value: string, known: readonly string[]): string | undefined {
  return known.includes(value) ? undefined : `There is no such backend; there is ${known.join(', ')}.`;
}
