import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { sharedDataPath, testWithSharedData } from '#test/support/shared-data.ts';

const folder = new URL('../../integration/stories/', import.meta.url);

/** Names at the beginning of test titles: `merged-untested: …`, of tables of tests too. */
function toldStories(): string[] {
  const texts = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/^\s*(?:test|\]\))\('([a-z]+(?:-[a-z]+)+):/gm)].map(([, name = '']) => name));
}

/** First cells of the table's rows. */
function realStories(): string[] {
  const text = readFileSync(sharedDataPath('stories.md'), 'utf8');
  return [...text.matchAll(/^\| ([a-z]+(?:-[a-z]+)+) \|/gm)].map(([, name = '']) => name);
}

testWithSharedData('every story of a real project has a test of its own, and no test tells one that is not there', () => {
  const real = realStories();
  expect(real.length).toBeGreaterThanOrEqual(26);
  expect([...new Set(toldStories())].toSorted()).toEqual(real.toSorted());
});
