import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLinkSigner } from '#doors/action-links.ts';
import { anyPlaceIn, cursorText, placeIn } from '#doors/cursors.ts';

const key = (n: number): Buffer => Buffer.alloc(32, n);
const baseUrl = 'https://rehearsal.example.org';
const links = createLinkSigner({ keys: [key(1)], baseUrl });

const places = fc.record({
  value: fc.oneof(fc.integer(), fc.string({ maxLength: 100 })),
  id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
});

describe('P7 cursors', () => {
  test('P7 a cursor says its place again, the same place has the same one, and of another list it is none', () => {
    fc.assert(
      fc.property(places, (place) => {
        const text = cursorText(links, 'runs_list', place);
        expect(text).toMatch(/^[\w-]+$/);
        expect(anyPlaceIn(links, 'runs_list', text)).toEqual(place);
        expect(cursorText(links, 'runs_list', place)).toBe(text);
        expect(anyPlaceIn(links, 'workspaces_list', text)).toBeUndefined();
        expect(placeIn(links, 'runs_list', text) === undefined).toBe(typeof place.value === 'string');
      }),
    );
  });

  test('W4 nothing of its place is read in a cursor, not even how long it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{7,14}$/), (id) => {
        const text = cursorText(links, 'workspaces_list', { value: 1_796_100_022_769, id });
        const bytes = Buffer.from(text, 'base64url').toString('latin1');
        expect(bytes.includes(id) || bytes.includes('1796100022769') || text.includes(id)).toBe(false);
        expect(text).toHaveLength(cursorText(links, 'workspaces_list', { value: 1_796_100_022_769, id: 'x' }).length);
      }),
    );
  });

  test('P4 what is made up, changed, or of other keys is none', () => {
    const text = cursorText(links, 'audit_list', { value: 1, id: 'history~x~y~z' });
    const bytes = Buffer.from(text, 'base64url');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(placeIn(links, 'audit_list', changed.toString('base64url'))).toBeUndefined();
    }
    for (const made of ['', 'x', '!!', 'WzEsImhpc3Rvcnl-eH55fnoiXQ', 'A'.repeat(3_000), `${text}=`, text.slice(1)])
      expect(placeIn(links, 'audit_list', made)).toBeUndefined();
    expect(placeIn(createLinkSigner({ keys: [key(2)], baseUrl }), 'audit_list', text)).toBeUndefined();
    expect(placeIn(createLinkSigner({ keys: [key(2), key(1)], baseUrl }), 'audit_list', text)).toEqual({ value: 1, id: 'history~x~y~z' });
  });
});
