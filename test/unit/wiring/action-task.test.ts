import { expect, test } from '@jest/globals';
import type { ActionOrder } from '#contexts/operations/ports/executor.ts';
import { actionTask as ordered } from '#functions/wiring/action-task.ts';
import { requireSettings } from '#functions/wiring/settings.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { actionTask } from '#test/support/action-task.ts';

const sample = sampleSettings({ data: '/data', publicUrl: 'http://127.0.0.1:8080' });
const settings = requireSettings({ ...sample, backends: sample.backends.map((one) => ({ ...one, sandbox: { readOnly: ['/database'] } })) });
const study = { repository: 'https://github.com/oppia/oppia', branch: 'main', commit: 'a'.repeat(40) };
const elsewhere = { repository: 'https://github.com/oppia/elsewhere', ref: 'main', commit: 'b'.repeat(40) };

function order(backend: string, body = actionTask({ study, checkout: elsewhere })): ActionOrder {
  const job = 'j'.repeat(16);
  return {
    id: `${job}-001`,
    program: 'action',
    subject: { kind: 'job', id: job },
    name: { of: 'attempt', id: `${job}-001` },
    backend,
    fencing: 1,
    body,
  };
}

test('K2 P5 an agent is told where a repository lies, beside its address at the code host', () => {
  const told = ordered(settings, order('local'));
  expect(told.study).toEqual({ ...study, liesAt: '/data/sample-project.git' });
  expect(told.checkout).toEqual(elsewhere);
});

test('R15 an action is held as its backend’s jobs are; on a backend that was added, as the agent holds all', () => {
  expect(ordered(settings, order('local')).sandbox?.readOnly).toEqual(['/database']);
  expect(ordered(settings, order('added')).sandbox).toBeUndefined();
});
