// Made by `npm run generate` from the files of this folder.
import { data } from './data.ts';
import { maintenance } from './maintenance.ts';

export const probeKinds = {
  data,
  maintenance,
} as const;
