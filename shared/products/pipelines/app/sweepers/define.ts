import type * as kernel from '#kernel/sweeper.ts';
import type { System } from '#products/pipelines/app/system.ts';

export function defineSweeper<const K extends kernel.SweeperKind>(sweeper: kernel.Sweeper<System, K>): kernel.Sweeper<System, K> {
  return sweeper;
}
