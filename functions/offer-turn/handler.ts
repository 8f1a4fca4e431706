import { offerTurn } from '#application/offer-turn.ts';
import { performEffect } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

export function createOfferTurn(system: System, verifier: CallerVerifier): Handler {
  return taskHandler(verifier, system.log, (task) =>
    performEffect(system, 'offer_turn', task, async ({ effect, key }) => {
      await offerTurn(system, effect.backend, key);
      return { result: 'done' };
    }),
  );
}
