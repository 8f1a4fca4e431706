import { describe, expect, test } from '@jest/globals';
import { inShape } from '#adapters/store/shaped.ts';
import { readTowns } from '#test/support/shapes/read.ts';
import type { SampleDocument } from '#test/support/shapes/sample.ts';

const samples = readTowns(1).flatMap(({ documents }) => documents);

function of(collection: SampleDocument['ref']['collection']): { before: Record<string, unknown>; after: Record<string, unknown> }[] {
  return samples
    .filter(({ ref }) => ref.collection === collection)
    .map(({ document }) => ({
      before: document as Record<string, unknown>,
      after: inShape(collection, document) as Record<string, unknown>,
    }));
}

describe('Z5 documents of shape 1 in the shapes of today', () => {
  test('Z5 an effect belongs to a subject: its request, or what it is about; nothing else of it changes', () => {
    const kinds = new Set<string>();
    for (const { before, after } of of('outbox')) {
      const { requestId, ...rest } = before;
      const { subject, ...same } = after as { subject: { kind: string; id: string } };
      expect(same).toEqual(rest);
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
    expect(inShape('backends', one)).toEqual({
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
});
