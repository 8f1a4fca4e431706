import type { FormView } from '#contexts/intake/pages/form/form-view.ts';
import { momentText } from '#html/times.ts';

/** C1. Those that are still to be cut, and the chosen one, each with its cutoff by the reader's clock. */
export function releaseOptions(chosen: string, { releases, when }: Pick<FormView, 'releases' | 'when'>): [name: string, label: string][] {
  const coming = releases.filter(({ hardCutoff, name }) => hardCutoff > when.now || name === chosen);
  return [
    ['', 'None named'],
    ...coming.map(({ name, hardCutoff, estimated }): [string, string] => [
      name,
      `${name}: cut ${momentText(hardCutoff, when)}${estimated ? ', by estimate' : ''}`,
    ]),
  ];
}
