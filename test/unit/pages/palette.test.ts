import { describe, expect, test } from '@jest/globals';
import { favicon } from '#html/favicon.ts';
import { dark, light, type Palette } from '#html/style/palette.ts';
import { stylesheet } from '#html/style.ts';

type Colour = keyof Palette;

/** What is read, and what it stands on. `paper` on `link` and on `bad` are the buttons. */
const texts: readonly (readonly [Colour, Colour])[] = [
  ...(['ink', 'quiet', 'link', 'bad', 'good', 'wait'] as const).flatMap((front) => [[front, 'paper'] as const, [front, 'ground'] as const]),
  ...(['good', 'bad', 'wait'] as const).flatMap((tone) => [
    [tone, `${tone}back`] as const,
    ['ink', `${tone}back`] as const,
    ['quiet', `${tone}back`] as const,
    ['link', `${tone}back`] as const,
  ]),
  ['paper', 'link'],
  ['paper', 'bad'],
];
const shapes: readonly (readonly [Colour, Colour])[] = (['edge', 'drawn', 'pale', 'idle', 'good', 'bad', 'wait'] as const).map(
  (front) => [front, 'paper'] as const,
);

describe('the colours of pages', () => {
  for (const [name, palette] of Object.entries({ light, dark }))
    test(`W2 W7 ${name}: text keeps 4.5 : 1, fields and pictures 3 : 1`, () => {
      const short = (pairs: typeof texts, least: number): string[] =>
        pairs.filter(([front, back]) => contrast(palette[front], palette[back]) < least).map((pair) => pair.join(' on '));
      expect(short(texts, 4.5)).toEqual([]);
      expect(short(shapes, 3)).toEqual([]);
    });

  test('W2 a page is light or dark as its reader’s machine is, light on paper, and still where that is asked for', () => {
    expect(stylesheet).toContain('@media screen and (prefers-color-scheme: dark)');
    expect(stylesheet).toContain('prefers-reduced-motion: reduce');
    const elsewhere = stylesheet.replaceAll(/:root \{[^}]*\}/g, '').match(/#[0-9a-f]{3,6}\b/g) ?? [];
    expect(elsewhere).toEqual([]);
  });

  test('W2 the icon in the tab lies in the page', () => {
    expect(favicon).toMatch(/^data:image\/svg\+xml,%3Csvg/);
    expect(favicon.length).toBeLessThan(600);
  });
});

/** WCAG 2: relative luminance of both, lighter over darker. */
function contrast(one: string, other: string): number {
  const [brighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
