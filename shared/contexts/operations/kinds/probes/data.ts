import type { ProbeKind } from './define.ts';

/** Whether the data is sane. What is found is told to every admin. */
export const data: ProbeKind = {
  asks: 'whether the data is sane',
  flag: 'data_unsound',
  found: 'its data failed the check',
  clear: 'its data passed the check',
  every: 24 * 3600,
  timeout: 600,
};
