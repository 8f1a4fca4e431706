import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { Sweeper, SweeperKind } from '#products/rehearsal/app/sweepers/define.ts';
import { sweepers } from '#products/rehearsal/app/sweepers/table.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { joined } from '#kernel/tables.ts';
import { recover as recoverHeld } from '#kernel/app/sweep.ts';

type Own = typeof sweepers;
type LostName = { [N in keyof Own]: Own[N]['kind'] extends 'lost' ? N : never }[keyof Own];

/** What a sweep found that should have happened by itself, by sweeper: of this product, and of others. All zero in a healthy system (B6). */
export type Swept = Readonly<Record<LostName, number>>;

/** What each of them found, or why it could not look. */
export interface Looked {
  found: Record<string, number>;
  failed: Record<string, unknown>;
  /** All that there are, in the order in which they look. */
  kinds: Readonly<Record<string, SweeperKind>>;
}

/** Those of this product and of all others. */
export function sweepersOf({ others }: Pick<System, 'others'>): Readonly<Record<string, Sweeper>> {
  return joined<Sweeper>('sweeper', [sweepers, others?.sweepers ?? {}]);
}

/** B6, Z2: finds what was promised and not done, and sees to it that it is done. */
export async function sweep(system: System, id: string): Promise<Swept> {
  const looked = await look(system, id, ['lost', 'due']);
  heed(looked);
  return lostOf(looked);
}

/** One after the other; one that fails does not keep the others. */
export async function look(system: System, id: string, kinds: readonly SweeperKind[]): Promise<Looked> {
  const inOrder = Object.entries(sweepersOf(system)).toSorted(([, a], [, b]) => a.order - b.order);
  const looked: Looked = { found: {}, failed: {}, kinds: Object.fromEntries(inOrder.map(([name, { kind }]) => [name, kind])) };
  for (const [name, sweeper] of inOrder) {
    if (!kinds.includes(sweeper.kind)) continue;
    try {
      looked.found[name] = await sweeper.look(system, id);
    } catch (error) {
      system.log('ERROR', 'sweep could not help', { what: name, cause: String(error).slice(0, 300) });
      looked.failed[name] = error;
    }
  }
  const lost = lostOf(looked);
  if (Object.values(lost).some((count) => count > 0)) system.log('WARNING', 'sweep found work', lost);
  return looked;
}

/** What should have happened by itself. */
export function lostOf(looked: Looked): Swept {
  return Object.fromEntries(lostNames(looked).map((name) => [name, looked.found[name] ?? 0])) as Swept;
}

/** A sweep that cannot look for what was lost has come to no good end: whoever called it hears of that, once all others have looked. */
export function heed(looked: Looked): void {
  for (const name of lostNames(looked)) if (Object.hasOwn(looked.failed, name)) throw looked.failed[name];
}

function lostNames({ kinds }: Looked): string[] {
  return Object.keys(kinds).filter((name) => kinds[name] === 'lost');
}

/** For one process that owns its store and queue: what an earlier one held is dispatched anew at once (kernel/sweep.ts). */
export async function recover(system: System): Promise<number> {
  return recoverHeld(kernelOf(system));
}
