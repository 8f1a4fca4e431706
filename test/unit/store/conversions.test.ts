import { describe, expect, test } from '@jest/globals';
import { inShape } from '#platform/store/shaped.ts';
import { readTowns } from '#test/support/shapes/read.ts';
import type { SampleDocument } from '#test/support/shapes/sample.ts';
import { collections } from '#functions/wiring/collections.ts';

const samples = readTowns(1).flatMap(({ documents }) => documents);

function of(collection: SampleDocument['ref']['collection']): { before: Record<string, unknown>; after: Record<string, unknown> }[] {
  return samples
    .filter(({ ref }) => ref.collection === collection)
    .map(({ ref, document }) => ({
      before: document as Record<string, unknown>,
      after: inShape(collections, ref, document) as Record<string, unknown>,
    }));
}

/** Kinds that each drove operations of their own. */
const driven = ['run_job', 'deploy_step'];

function operationIn(effect: { run?: string; step?: string }): object {
  if (effect.run !== undefined) return expect.objectContaining({ operation: { of: 'run', id: effect.run }, phase: expect.any(String) });
  const of = effect.step === undefined ? 'test_ref' : 'step';
  return expect.objectContaining({ operation: expect.objectContaining({ of, fencing: expect.any(Number) }), phase: expect.any(String) });
}

describe('Z5 documents of shape 1 in the shapes of today', () => {
  test('Z5 an effect belongs to a subject: its request, or what it is about; nothing else of it changes', () => {
    const kinds = new Set<string>();
    for (const { before, after } of of('outbox')) {
      const { requestId, ...rest } = before;
      const { subject, ...same } = after as { subject: { kind: string; id: string }; effect?: unknown };
      const { kind, effect } = before as { kind: string; effect: object };
      const drives = driven.includes(kind);
      expect(same).toEqual(drives ? { ...rest, kind: 'drive_operation', effect: same.effect } : rest);
      if (drives) expect(same.effect).toEqual(operationIn(effect));
      kinds.add(subject.kind);
      expect(subject.id).toMatch(/^[\w.:@-]+$/);
      if (requestId !== undefined) expect(subject).toEqual({ kind: 'request', id: requestId });
      else expect(subject.kind).not.toBe('request');
    }
    expect([...kinds].sort()).toEqual(['installation', 'pull_request', 'release', 'request']);
  });

  test('Z1 B1 a backend begins its timeline where it stands; a pause is a flag, and when its agent was heard is no part of its state', () => {
    const pause = { since: 5, by: 'grace', why: 'reboot' };
    const one = { slug: 'local', state: { slug: 'local', fencing: 3, lastSeenAt: 7, paused: pause } };
    expect(inShape(collections, { collection: 'backends', id: 'local' }, one)).toEqual({
      slug: 'local',
      commands: [],
      lastSeenAt: 7,
      state: { slug: 'local', fencing: 3, version: 0, flags: { pause } },
    });
    const all = of('backends');
    expect(all.length).toBeGreaterThan(20);
    for (const { before, after } of all) {
      const { lastSeenAt, ...state } = before['state'] as { lastSeenAt?: number };
      expect(after).toMatchObject({ slug: before['slug'], commands: [], state: { ...state, version: 0, flags: {} } });
      expect(after['lastSeenAt']).toBe(lastSeenAt);
    }
  });

  test('Z1 I15 the intake begins its timeline as it was switched last; other notes of the installation are as they were', () => {
    const switched = { open: false, why: 'moving', by: 'grace', since: 5 };
    expect(inShape(collections, { collection: 'operations', id: 'intake' }, { id: 'intake', ...switched })).toEqual({
      id: 'intake',
      commands: [],
      state: { id: 'intake', version: 0, switched },
    });
    const others = of('operations').filter(({ before }) => before['id'] !== 'intake');
    expect(others.length).toBeGreaterThan(20);
    for (const { before, after } of others) expect(after).toEqual(before);
  });

  test('Z1 Z5 what a conversion makes must be a state of its process: nothing is decided on anything else, and what is wrong is said', () => {
    const one = { name: '5.2', softCutoff: 8, hardCutoff: 'soon', plannedAt: 1, stages: {}, cuts: [{ cutoff: 9 }], movedAfterCut: [] };
    const read = (): unknown => inShape(collections, { collection: 'releases', id: '5.2' }, one);
    expect(read).toThrow(/^releases\/5\.2 is no state of its process: hardCutoff: .*; cuts\.0\.doneAt: .*; cuts\.0\.made: /);
    expect(read).toThrow(expect.objectContaining({ code: 'misshapen' }));
  });

  test('Z1 C1 a release begins its timeline where it stands: what was planned and done about it is its state', () => {
    const stages = { 'cut-9': { stage: 'cut', dueAt: 9, begunAt: 9, doneAt: 11 } };
    const one = { name: '5.2 rc', softCutoff: 8, hardCutoff: 9, plannedAt: 1, stages, cuts: [], movedAfterCut: [], reports: 1 };
    const { name, ...rest } = one;
    expect(inShape(collections, { collection: 'releases', id: 'h-0a' }, one)).toEqual({
      name,
      commands: [],
      state: { id: 'h-0a', version: 0, name, ...rest },
    });
    const all = of('releases');
    expect(all.length).toBeGreaterThan(20);
    for (const { before, after } of all) expect(after).toMatchObject({ name: before['name'], state: { ...before, version: 0 } });
  });
});
