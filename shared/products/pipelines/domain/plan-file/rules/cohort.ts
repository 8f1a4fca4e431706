import type { Here } from '#products/pipelines/domain/plan-file/rules/here.ts';
import type { Outputs } from '#products/pipelines/domain/plan-file/rules/outputs.ts';
import type { Run } from '#products/pipelines/domain/plan-file/rules/run.ts';

/** X08 to X11. cohortextractor, which later versions no longer have. `at`: of the command. */
export function checkCohort(image: string, { words }: Run, at: number, outputs: Outputs | undefined, here: Here): void {
  if (image !== 'cohortextractor' || here.version === undefined) return;
  if (here.version >= 4) {
    const message = `cohortextractor not supported from version 4 on (run of ${here.name})`;
    return here.refuse({ rule: 'X08', at, path: ['run'], message, hint: 'Use ehrql.' });
  }
  if (words[1] !== 'generate_cohort' || outputs === undefined) return;
  const place = { at: outputs.at, path: ['outputs'] };
  if (outputs.levels.length > 1)
    here.refuse({ ...place, rule: 'X09', message: `one level only in outputs of ${here.name}, which makes a cohort` });
  const folders = new Set(outputs.outputs.map(({ path }) => path.slice(0, Math.max(path.lastIndexOf('/'), 0))));
  const isNamed = words.some((word) => word === '--output-dir' || word.startsWith('--output-dir='));
  if (folders.size <= 1 || isNamed) return;
  const message = `one folder only in outputs of ${here.name}, which makes a cohort`;
  here.refuse({ ...place, rule: 'X10', message, hint: 'Say --output-dir in run, or move the outputs into one folder.' });
}
