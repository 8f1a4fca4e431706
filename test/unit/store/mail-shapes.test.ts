import { describe, expect, test } from '@jest/globals';
import { inShape } from '#platform/store/shaped.ts';
import type { CollectionName, Documents } from '#functions/wiring/system.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import { readTowns } from '#test/support/shapes/read.ts';
import { collections } from '#functions/wiring/collections.ts';

const stored = readTowns(1).flatMap(({ documents }) => documents);

function kept<C extends CollectionName>(collection: C) {
  return stored.flatMap(({ ref, document }) =>
    ref.collection === collection ? [{ ref, before: document, now: inShape(collections, ref, document) as Documents[C] }] : [],
  );
}

describe('Z5 ledgers and digests of shape 1', () => {
  test('Z5 N10 an entry of a request’s ledger belongs to that request, and says all that it said', () => {
    const all = kept('mails');
    expect(all.length).toBeGreaterThan(100);
    for (const { ref, before, now } of all) {
      const { requestId, ...rest } = before as { requestId: string };
      expect(requestId).toBe(ref.parent);
      expect(now).toEqual({ ...rest, belongsTo: { kind: 'request', id: ref.parent } });
    }
  });

  test('Z5 N10 an entry about no request belongs to what it is about; one that says nothing, to the installation', () => {
    const all = kept('notices');
    expect(all.length).toBeGreaterThan(10);
    for (const { before, now } of all) {
      expect(now).toEqual({ ...before, belongsTo: now.about });
      expect(requestOf(now.belongsTo)).toBeUndefined();
    }
    expect(inShape(collections, { collection: 'notices', id: 'k' }, { key: 'k' })).toEqual({
      key: 'k',
      belongsTo: { kind: 'installation', id: 'rehearsal' },
    });
  });

  test('Z5 N8 mails that wait for one reader are named by their keys', () => {
    const all = kept('mailDigests');
    expect(all.length).toBeGreaterThan(0);
    for (const { before, now } of all) {
      const { mails } = before as { mails: { key: string; requestId?: string }[] };
      expect(now).toEqual({ ...before, mails: mails.map(({ key }) => ({ key })) });
    }
  });
});
