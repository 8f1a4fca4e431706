import { ended } from '#html/text.ts';
import type { Gate, GateName } from '#contexts/gates/domain/gates.ts';

export const gateLabels: Record<GateName, string> = {
  pull_request: 'Pull request is open',
  checks: 'Checks are green',
  reviewers: 'Reviewers have approved',
  registry: 'Jobs are in the registry',
  test_file: 'Tests come with the job',
  audit: 'Migration has an audit',
};

const gateStates: Record<Gate['state'], string> = { passed: 'passed', failed: 'failed', pending: 'waiting', skipped: 'skipped' };

/** How it stands, and why. What passed says why in the middle of a sentence; the others say what to do, in sentences. */
export function gateText({ state, why }: Gate): string {
  if (why === '') return `${gateStates[state]}.`;
  return `${gateStates[state]}${state === 'passed' || state === 'skipped' ? ' – ' : '. '}${ended(why)}`;
}
