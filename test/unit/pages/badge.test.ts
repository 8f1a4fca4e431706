import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { requestBadge } from '#products/rehearsal/pages/request-badge.ts';
import { releaseBadge } from '#contexts/calendar/pages/release-badge.ts';
import { badgeSvg } from '#html/badge.ts';
import { statusLabels } from '#products/rehearsal/pages/labels.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';

const CUT = Date.parse('2026-12-05T22:59:00Z');

describe('badge', () => {
  test('N9 whatever the words are, it is the same markup with the words in it as text', () => {
    const bare = tagsOf(badgeSvg({ label: 'a', message: 'b', tone: 'good' }));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (label, message) => {
        const svg = badgeSvg({ label, message, tone: 'bad' });
        expect(tagsOf(svg)).toEqual(bare);
        expect(svg).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39|#96);)/);
        expect(svg.isWellFormed()).toBe(true);
        // oxlint-disable-next-line no-control-regex -- XML knows none of them
        expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        expect(svg.length).toBeLessThan(4_000);
      }),
    );
  });

  test('N9 it is an image with a title that says what it shows', () => {
    const svg = badgeSvg({ label: 'rehearsal', message: 'in review', tone: 'wait' });
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*role="img" aria-label="rehearsal: in review"><title>rehearsal: in review<\/title>/,
    );
  });

  test('N9 every status has its words', () => {
    for (const [status, label] of Object.entries(statusLabels))
      expect(requestBadge({ status: status as Status }).message.toLowerCase()).toBe(label.toLowerCase());
  });

  test('N9 a release is cut at its instant, not a millisecond before', () => {
    const message = (now: number): string => releaseBadge({ name: '3.4.1', hardCutoff: CUT }, now).message;
    expect(message(CUT - 1)).toBe('cut 5 Dec 2026, 22:59 UTC');
    expect(message(CUT)).toBe('was cut 5 Dec 2026, 22:59 UTC');
  });
});

function tagsOf(svg: string): string[] {
  return svg.match(/<\/?[a-z]+/g) ?? [];
}
