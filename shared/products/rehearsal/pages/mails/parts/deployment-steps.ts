import { stepTaskName } from '#contexts/operations/domain/deployment/step-name.ts';
import { facts, heading, link, list, row, type Block } from '#contexts/telling/pages/mails/blocks.ts';
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

/** R9. What the step printed that failed: on its own page, which shows no address. */
export function failedOutput({ state: { id, turn }, links }: Writing): Block[] {
  const step = turn?.steps.find(({ state }) => state === 'failed');
  if (turn === undefined || step === undefined || !('output' in step) || step.output === undefined) return [];
  const at = `${links.status}/runs/${stepTaskName(id, turn.fencing, step.name)}`;
  return [
    link(`Errors that ${step.name} printed`, `${at}/stderr.txt`),
    link(`Everything else that ${step.name} printed`, `${at}/stdout.txt`),
  ];
}
