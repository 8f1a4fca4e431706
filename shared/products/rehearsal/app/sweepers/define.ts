import type * as kernel from '#kernel/sweeper.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export type { SweeperKind } from '#kernel/sweeper.ts';

export type Sweeper<K extends kernel.SweeperKind = kernel.SweeperKind> = kernel.Sweeper<System, K>;

export function defineSweeper<const K extends kernel.SweeperKind>(sweeper: Sweeper<K>): Sweeper<K> {
  return sweeper;
}
