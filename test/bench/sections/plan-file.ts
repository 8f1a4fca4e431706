import { parseDocument } from 'yaml';
import { readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { generatePlan } from '#test/support/pipelines/generated.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { median } from '../statistics.ts';

const REPEATS = 9;

/** K1, O1: what reading a large project.yaml costs, beside reading its YAML alone. */
export async function benchPlanFile(): Promise<SectionResult> {
  const largest = measured('5,000 actions', { actions: 5_000, needs: 9_000, widest: 702 });
  const real = measured('2,191 actions, 3,788 needs', { actions: 2_191, needs: 3_788, widest: 702 });
  return Promise.resolve({
    figures: [largest, real],
    remarks: [
      `Medians of ${REPEATS}, by turns. The floor reads what the package makes of the text with its own bracket in place, and looks for no key twice.`,
    ],
  });
}

function measured(name: string, size: Parameters<typeof generatePlan>[0]): Figure {
  const { text } = generatePlan(size);
  // The package refuses a bracket that stands too far left; with it in place the text is as long.
  const plain = text.replaceAll('\n  ]\n', ' ] \n');
  const [whole, floor]: [number[], number[]] = [[], []];
  for (let n = 0; n < REPEATS; n += 1) {
    whole.push(timed(() => readPlanFile(text).ok));
    floor.push(timed(() => parseDocument(plain, { uniqueKeys: false }).errors.length === 0));
  }
  return {
    name: `a file of ${name}`,
    value: median(whole),
    unit: 'ms',
    floor: { name: 'its YAML alone', value: median(floor) },
    note: `${Math.round(text.length / 1000)} KB`,
  };
}

function timed(work: () => boolean): number {
  const began = performance.now();
  if (!work()) throw new Error('the plan of the benchmark is not valid');
  return performance.now() - began;
}
