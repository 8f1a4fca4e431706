import { readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';

/** Whether a text is accepted, and the rules that it breaks or is warned of. */
export function judged(text: string): { valid: boolean; rules: string[] } {
  const read = readPlanFile(text);
  const found = [...(read.ok ? [] : read.problems), ...read.warnings];
  return { valid: read.ok, rules: [...new Set(found.flatMap(({ rules }) => rules))].toSorted() };
}

/** A file of the latest version with these actions, each given as its lines. */
export function planOf(actions: Readonly<Record<string, string>>, version = "'5.0'"): string {
  const blocks = Object.entries(actions).map(([name, lines]) => `  ${name}:\n${lines.replaceAll(/^/gm, '    ')}\n`);
  return `version: ${version}\nactions:\n${blocks.join('')}`;
}

/** The lines of an action that is as it should be, with others in place of its own. */
export function action(given: Readonly<Record<string, string>> = {}): string {
  const lines = { run: 'r:v2 fit.R', outputs: '{highly_sensitive: {fit: results/fit.rds}}', ...given };
  return Object.entries(lines)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');
}
