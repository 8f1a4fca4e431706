import { describe, expect, test } from '@jest/globals';
import { inShape } from '#platform/store/shaped.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { collections } from '#functions/wiring/collections.ts';

/** An effect as a program of shape 2 stored it. */
function stored(effect: { kind: string; [field: string]: unknown }, over: object = {}): object {
  const subject = { kind: 'request', id: 'rq1' };
  const times = { createdAt: 1, dueAt: 2, sweepAt: 3, dispatches: 1, attempts: 0, errors: [] };
  return { key: `rq1-4-0-${effect.kind}`, kind: effect.kind, subject, effect, state: 'waiting', open: true, ...times, ...over, shape: 2 };
}

function today(effect: { kind: string; [field: string]: unknown }, over: object = {}): Partial<OutboxDocument> {
  return inShape(collections, { collection: 'outbox', id: 'one' }, stored(effect, over));
}

describe('Z5 effects that drove runs and deployments each in their own way', () => {
  test.each([
    [
      { kind: 'run_job', run: 'rq1-0-1', phase: 'launch' },
      { phase: 'launch', operation: { of: 'run', id: 'rq1-0-1' } },
    ],
    [
      { kind: 'run_job', run: 'rq1-0-1', phase: 'poll', launchedAt: 5, stopAt: 6 },
      { phase: 'poll', launchedAt: 5, stopAt: 6, operation: { of: 'run', id: 'rq1-0-1' } },
    ],
    [
      { kind: 'run_job', run: 'rq1-0-1', phase: 'forget' },
      { phase: 'forget', operation: { of: 'run', id: 'rq1-0-1' } },
    ],
    [
      { kind: 'deploy_step', fencing: 7 },
      { phase: 'launch', operation: { of: 'test_ref', id: 'test-ref', fencing: 7 } },
    ],
    [
      { kind: 'deploy_step', fencing: 7, step: 'put it there' },
      { phase: 'launch', operation: { of: 'step', id: 'put it there', fencing: 7 } },
    ],
  ])('Z5 %j is one that drives an operation, and keeps its key, its attempts and its time', (effect, drives) => {
    const { kind, effect: now, key, dispatches, dueAt } = today(effect);
    expect({ kind, now }).toEqual({ kind: 'drive_operation', now: { kind: 'drive_operation', ...drives } });
    expect({ key, dispatches, dueAt }).toEqual({ key: `rq1-4-0-${effect.kind}`, dispatches: 1, dueAt: 2 });
  });

  test('Z5 what only the sweep takes up looks after a step that is silent', () => {
    expect(today({ kind: 'deploy_step', fencing: 7, step: 'smoke' }, { dispatches: 0 }).effect).toMatchObject({ phase: 'watch' });
  });

  test('Z5 every other kind stays as it is', () => {
    const effect = { kind: 'offer_turn', backend: 'local' };
    expect(today(effect)).toMatchObject({ kind: 'offer_turn', effect });
  });

  test('Z5 one of the first shape goes through both conversions', () => {
    const { subject: _subject, shape: _shape, ...rest } = stored({ kind: 'run_job', run: 'r', phase: 'watch' }) as Record<string, unknown>;
    const converted = inShape(collections, { collection: 'outbox', id: 'one' }, { ...rest, requestId: 'rq1' });
    expect(converted).toMatchObject({ subject: { kind: 'request', id: 'rq1' }, kind: 'drive_operation', effect: { phase: 'watch' } });
  });
});
