import { describe, expect, test } from '@jest/globals';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { collections } from '#functions/wiring/collections.ts';
import { inShape } from '#platform/store/shaped.ts';
import { readTowns } from '#test/support/shapes/read.ts';

const times = { backend: 'local', fencing: 7, open: true, state: 'offered', createdAt: 1 };

/** A task as a program of shape 1 stored it. */
function today(id: string, body: object): AgentTaskDocument {
  const ref = { collection: 'agentTasks', parent: 'local', id } as const;
  return inShape(collections, ref, { id, requestId: 'rq1', ...times, body }) as AgentTaskDocument;
}

describe('Z5 tasks of agents that named a request', () => {
  test.each([
    ['run-rq1-0-1', { kind: 'run', runId: 'rq1-0-1' }, { of: 'run', id: 'rq1-0-1' }],
    ['deploy-rq1-7-put_it', { kind: 'deploy', stepName: 'put it' }, { of: 'step', id: 'put it', fencing: 7 }],
    ['cancel-rq1-0-1', { kind: 'cancel', target: 'run-rq1-0-1' }, { of: 'run', id: 'rq1-0-1' }],
  ])('Z5 %s names its owner, and which of its operations', (id, body, operation) => {
    expect(today(id, body)).toEqual({ id, ...times, body, subject: { kind: 'request', id: 'rq1' }, operation });
  });

  test('Z5 every kept one does, and nothing else of it changes', () => {
    const kept = readTowns(1)
      .flatMap(({ documents }) => documents)
      .filter(({ ref }) => ref.collection === 'agentTasks');
    expect(kept.length).toBeGreaterThan(20);
    const kinds = new Set<string>();
    for (const { ref, document } of kept) {
      const { requestId, ...rest } = document as { requestId?: string };
      const { subject, operation, ...same } = inShape(collections, ref, document) as AgentTaskDocument;
      expect({ subject, same }).toEqual({ subject: { kind: 'request', id: requestId }, same: rest });
      expect(operation.id).not.toBe('');
      kinds.add(`${same.body.kind} ${operation.of}`);
    }
    expect([...kinds].toSorted()).toEqual(expect.arrayContaining(['cancel run', 'deploy step', 'run run']));
  });
});
