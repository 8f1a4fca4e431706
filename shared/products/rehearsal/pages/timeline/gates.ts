import type { Gate } from '#contexts/gates/domain/gates.ts';
import { gateLabels } from '#contexts/gates/pages/labels.ts';
import { listed, shortSha } from '#html/text.ts';
import type { Sentences } from '#products/rehearsal/pages/timeline/telling.ts';
import { waiverText } from '#products/rehearsal/pages/waivers.ts';
import type { GateFact } from '#products/rehearsal/domain/facts/types/gates.ts';

/** G1, G7, G9, G11. */
export const gateSentences: Sentences<GateFact> = {
  gates_recorded: ({ headSha, gates }) =>
    `The gates were checked${headSha === undefined ? '' : ` at ${shortSha(headSha)}`}: ${howTheyAre(gates)}`,
  gates_passed: () => 'The last gate passed: the request goes to review',
  gates_fell: ({ gates }) =>
    `It is on hold: ${listed(gates.map((gate) => `“${gateLabels[gate]}”`))} no longer ${gates.length === 1 ? 'holds' : 'hold'}. Until that changes, no part of it starts or is approved`,
  gates_hold: () => 'All gates hold again: it goes on',
  gate_waived: ({ waiver }, { state, rules }) => `“${gateLabels[waiver.gate]}” is ${waiverText(waiver, state, rules)}`,
  nobody_decides: () => 'Every server-jobs admin is an author of the change, so nobody may decide on it; the release team was told',
};

function howTheyAre(gates: readonly Gate[]): string {
  const of = (wanted: Gate['state']): string[] =>
    gates.filter((gate) => gate.state === wanted).map(({ gate }) => gateLabels[gate].toLowerCase());
  const parts = [
    ...(of('failed').length > 0 ? [`failed: ${listed(of('failed'))}`] : []),
    ...(of('pending').length > 0 ? [`waiting: ${listed(of('pending'))}`] : []),
    `${of('passed').length} passed`,
    ...(of('skipped').length > 0 ? [`${of('skipped').length} skipped`] : []),
  ];
  return parts.join('; ');
}
