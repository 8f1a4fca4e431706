import type { TaskKind } from '#contracts/tasks.ts';
import type { EffectKind, GivenUp, Said, Subject } from '#domain/effects/define.ts';
import { effects } from '#domain/effects/table.ts';
import type { Effect } from '#domain/request/effects.ts';

/** An effect is only ever given to its own kind: `contracts/tasks.ts` has each under its name. */
const kinds: Record<TaskKind, EffectKind<Effect, Subject, string>> = effects;

/** What the request must hear when an effect is given up. Mails and rows that are given up are dead letters; nothing waits for them. */
export function afterDeath(given: GivenUp<Effect>, why: string): Said | undefined {
  return kinds[given.effect.kind].onGivenUp(given, why);
}

/** Without its request it is given up. */
export function needsRequest(effect: Effect): boolean {
  return kinds[effect.kind].needsRequest(effect);
}
