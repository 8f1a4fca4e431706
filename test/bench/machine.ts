import { availableParallelism, totalmem } from 'node:os';

/** Neutral words only: nothing that names a place or an owner. */
export function describeMachine(): { cores: number; memoryGiB: number; node: string; system: string } {
  return {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    system: `${process.platform} ${process.arch}`,
  };
}
