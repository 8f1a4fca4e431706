/**
 * What a command template may name. `repository`, `ref`, `sha`: what is deployed. Known to the agent only: `workdir`, the
 * backend's checkout; `agent`, the folder of the agent's own programs; `node`, the Node that runs it.
 */
export const placeholders = ['job', 'module', 'parameters', 'sha', 'workdir', 'ref', 'repository', 'agent', 'node'] as const;
type Placeholder = (typeof placeholders)[number];
export type PlaceholderValues = Partial<Record<Placeholder, string>>;

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Everything in braces, known or not, once each, in order. */
export function placeholdersIn(template: readonly string[]): string[] {
  const names = template.flatMap((part) => Array.from(part.matchAll(PLACEHOLDER), (match) => match[1] ?? ''));
  return [...new Set(names)];
}

/**
 * Replaces the placeholders that have a value and leaves the others for whoever knows them.
 * A value is never read as a template again, and never splits an argument: there is no shell anywhere.
 */
export function fillTemplate(template: readonly string[], values: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Map(Object.entries(values));
  return template.map((part) => part.replaceAll(PLACEHOLDER, (whole, name: string) => known.get(name) ?? whole));
}
