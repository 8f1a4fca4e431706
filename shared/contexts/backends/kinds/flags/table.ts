// Made by `npm run generate` from the files of this folder.
import { pause } from './pause.ts';

export const backendFlags = {
  pause,
} as const;
