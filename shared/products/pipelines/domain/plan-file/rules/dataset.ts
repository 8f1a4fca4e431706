import { named } from '#products/pipelines/domain/plan-file/problem.ts';
import type { Here } from '#products/pipelines/domain/plan-file/rules/here.ts';
import type { RuleId } from '#products/pipelines/domain/plan-file/rules/ids.ts';
import type { Outputs, PlacedOutput } from '#products/pipelines/domain/plan-file/rules/outputs.ts';
import type { Run } from '#products/pipelines/domain/plan-file/rules/run.ts';

/** D01 to D10. What makes a dataset says where, and that is among its outputs. `at`: of the command. */
export function checkDataset(image: string, { run, words }: Run, at: number, { outputs }: Outputs, here: Here): void {
  const command = words[1] ?? '';
  if (!['ehrql', 'databuilder'].includes(image) || !['generate-dataset', 'generate_dataset'].includes(command)) return;
  const also = specialCases(image, command, run);
  for (const { level, name, path, at } of outputs.filter(({ level }) => level !== 'highly_sensitive'))
    here.refuse({
      rule: 'D01',
      also,
      at,
      path: ['outputs', level, name],
      message: `datasets are highly_sensitive: ${named(path)} of ${here.name}`,
      hint: 'Move it to highly_sensitive.',
    });
  const target = targetOf(words);
  if (target === undefined)
    return here.refuse({
      rule: 'D02',
      also,
      at,
      path: ['run'],
      message: `--output needed in run of ${here.name}, which makes a dataset`,
      hint: 'Add --output and the path of the file, the same as in outputs.',
    });
  checkTarget(target, outputs, at, also, here);
}

/** Rules that say that those before hold for this too. */
function specialCases(image: string, command: string, run: string): RuleId[] {
  const isOther = image !== 'ehrql' || command !== 'generate-dataset';
  const isSpaced = !/^\S+ \S/.test(run);
  return [...(isOther ? (['D09'] as const) : []), ...(isSpaced ? (['D10'] as const) : [])];
}

/** The last counts. */
function targetOf(words: readonly string[]): string | undefined {
  const targets = words.flatMap((word, at) => {
    if (word.startsWith('--output=')) return [word.slice('--output='.length)];
    return word === '--output' ? [words[at + 1] ?? ''] : [];
  });
  return targets.at(-1) === '' ? undefined : targets.at(-1);
}

function checkTarget(target: string, outputs: readonly PlacedOutput[], at: number, also: readonly RuleId[], here: Here): void {
  const message = `outputs do not match --output ${named(target)} in run of ${here.name}`;
  // Files of one type in a folder: `DIR/:EXT`, or without the slash.
  const [, folder, extension] = /^(.*?)\/?:([^:/]*)$/s.exec(target) ?? [];
  if (folder === undefined || extension === undefined) {
    if (outputs.some(({ path }) => path === target)) return;
    return here.refuse({ rule: 'D03', also, at, path: ['run'], message, hint: 'Name that file in outputs.' });
  }
  for (const { level, name, path, at } of outputs) {
    if ((folder === '' || path.startsWith(`${folder}/`)) && path.endsWith(`.${extension}`)) continue;
    const hint = `Each output is a file ${named(folder)}/….${named(extension)}.`;
    here.refuse({ rule: 'D07', also, at, path: ['outputs', level, name], message: `${message}: ${named(path)}`, hint });
  }
}
