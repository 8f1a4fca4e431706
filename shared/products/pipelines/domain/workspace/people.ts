import type { PipelineRules } from '#products/pipelines/domain/rules.ts';

/** Those of them that the settings do not name. */
export function unknownPeople(asked: readonly string[], { people }: Pick<PipelineRules, 'people'>): string[] {
  return asked.filter((one) => !people.some(({ id }) => id === one));
}

export function nobodyNamed(unknown: readonly string[]): string {
  return `There is nobody of this name in the installation: ${unknown.join(', ')}.`;
}
