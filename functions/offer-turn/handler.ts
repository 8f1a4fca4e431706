import { performEffect } from '#application/perform-effect.ts';
import { performOffer } from '#application/perform-offer.ts';
import type { System } from '#application/system.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

export function createOfferTurn(system: System, verifier: CallerVerifier): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'offer_turn', task, performOffer(system)));
}
