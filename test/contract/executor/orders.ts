import type { JobOrder, StepOrder } from '#contexts/operations/ports/executor.ts';

let made = 0;

export function jobOrder(): JobOrder {
  made += 1;
  return {
    id: `rq${made}-0-1`,
    program: 'job',
    subject: { kind: 'request', id: `rq${made}` },
    name: { of: 'run', id: `rq${made}-0-1` },
    backend: 'backup',
    fencing: 7,
    testRef: 'test-pr1-aaaaaaa',
    testSha: 'c'.repeat(40),
    launchOnly: false,
    ask: {
      name: 'CountThingsJob',
      step: 'count',
      module: 'count_jobs',
      role: 'other',
      needs: [],
      parameters: {},
      expectedOutput: [],
      safeToRerun: true,
      dataReviewed: true,
    },
  };
}

export function stepOrder(program: StepOrder['program'] = 'command'): StepOrder {
  made += 1;
  return {
    id: `deploy-rq${made}-7-put_it_there`,
    program,
    subject: { kind: 'request', id: `rq${made}` },
    name: { of: 'step', id: 'put it there', fencing: 7 },
    backend: 'backup',
    fencing: 7,
    step: 'put it there',
    change: { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 12 },
    sha: 'a'.repeat(40),
    testRef: 'test-pr12-1234567',
    testSha: 'f'.repeat(40),
  };
}
