import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { joined, partOf, type Digest } from '#contexts/telling/domain/digest.ts';

const LEASE = 70;
const UNTIL = 1_000;
const keys = ['a', 'b', 'c'];

describe('digests', () => {
  test('N8 each mail is on the list once, and the list has an end', () => {
    let digest: Digest = { until: UNTIL, mails: [] };
    for (let n = 0; n < 100; n += 1) digest = joined(digest, { key: `m${n % 60}` }) ?? digest;
    expect(digest.mails.map(({ key }) => key)).toEqual(Array.from({ length: 40 }, (_, n) => `m${n}`));
  });

  test('N8 one alone, or one that is not on the list, is sent by itself', () => {
    const one: Digest = { until: UNTIL, mails: [{ key: 'a' }] };
    expect([partOf(undefined, 'a', UNTIL, LEASE), partOf(one, 'a', UNTIL, LEASE)]).toEqual([{ part: 'alone' }, { part: 'alone' }]);
    const two = joined(one, { key: 'b' });
    expect(partOf(two, 'x', UNTIL, LEASE)).toEqual({ part: 'alone' });
  });

  test('N1 N8 whoever comes when: never two bring at once, nobody goes alone while another may still bring it, and nobody waits for ever', () => {
    const step = fc.record({ mail: fc.constantFrom(...keys), after: fc.integer({ min: 0, max: 60 }), dies: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let digest: Digest = { until: UNTIL, mails: keys.map((key) => ({ key })) };
        let at = UNTIL;
        let bringing: { key: string; until: number } | undefined;
        for (const { mail, after, dies } of steps) {
          at += after;
          const part = partOf(digest, mail, at, LEASE);
          if (part.part === 'brings') {
            if (bringing !== undefined && bringing.key !== mail) expect(bringing.until).toBeLessThanOrEqual(at);
            expect(part.others.map(({ key }) => key)).toEqual(keys.filter((key) => key !== mail));
            bringing = { key: mail, until: part.until };
            digest = { ...digest, bringer: bringing };
            if (!dies) digest = { ...digest, sent: { at, keys: part.others.map(({ key }) => key), messageId: `<${mail}>` } };
          } else if (part.part === 'alone' && digest.sent === undefined) {
            if (bringing !== undefined && bringing.key !== mail) expect(bringing.until).toBeLessThanOrEqual(at);
          } else if (part.part === 'waits') expect(at).toBeLessThan(UNTIL + 3 * LEASE);
          else if (part.part === 'brought') expect(digest.sent?.messageId).toBe(part.messageId);
        }
        expect(partOf(digest, 'a', UNTIL + 3 * LEASE, LEASE).part).not.toBe('waits');
      }),
      { numRuns: 300 },
    );
  });
});
