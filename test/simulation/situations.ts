import type { Town } from './town.ts';

/** What is told by the log and the timeline. */
export function watchSituations(_town: Town): void {}
