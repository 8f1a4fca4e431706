import type { Gate, GateName } from '#contexts/gates/domain/gates.ts';

export const gateLabels: Record<GateName, string> = {
  pull_request: 'Pull request is open',
  checks: 'Checks are green',
  reviewers: 'Reviewers have approved',
  registry: 'Jobs are in the registry',
  test_file: 'Tests come with the job',
  audit: 'Migration has an audit',
};

export const gateStates: Record<Gate['state'], string> = { passed: 'passed', failed: 'failed', pending: 'waiting', skipped: 'skipped' };
