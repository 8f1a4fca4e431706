import type { ActionTask } from '#contexts/operations/agent-action.ts';

/** An action as the server asks for it, with what is said otherwise. */
export function actionTask(more: Partial<ActionTask> = {}): ActionTask {
  return {
    kind: 'action',
    jobId: 'abcdefghijklmnop',
    runId: 'qrstuvwxyz234567',
    workspace: 'study-main',
    action: 'generate',
    attempt: 1,
    study: { repository: 'https://example.org/study', branch: 'main', commit: 'a'.repeat(40) },
    image: { name: 'example.org/python', version: 'v2' },
    args: ['python', 'analysis/generate.py'],
    env: {},
    needs: [],
    outputs: [{ level: 'highly_sensitive', name: 'rows', pattern: 'output/rows.csv' }],
    database: false,
    limits: { cpu: 2, memoryBytes: 4 * 1024 ** 3, seconds: 600 },
    guard: { maxBytes: 16 * 1024 * 1024, maxRows: 5_000, types: ['csv', 'txt'], identifiers: ['patient_id'] },
    ...more,
  };
}
