import { facts, heading, list, row, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';

export function deploymentSteps({ state: { turn } }: Writing): Block[] {
  if (turn === undefined || turn.steps.length === 0) return [];
  const told = turn.steps.map((step) => {
    const note = 'note' in step && step.note !== '' ? `: ${step.note}` : '';
    return `${step.name}: ${step.state}${note}`;
  });
  const ref = 'testRef' in turn ? `${turn.testRef} (${turn.testSha})` : undefined;
  return [heading('Deployment'), facts(row('Backend', turn.backend), row('Test ref', ref)), ...list(told)];
}
