import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { functionContracts, type FunctionContract } from '#doors/contracts/functions.ts';
import { hostingRewrites, REGION, withRewrites } from '#infra/tools/hosting-rewrites.ts';
import { readInfrastructure } from '#test/support/terraform.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(root, 'firebase.json'), 'utf8');
const contracts: [string, FunctionContract][] = Object.entries(functionContracts);

test('firebase.json gives the public functions their paths, and no other function one', () => {
  expect(JSON.parse(withRewrites(text))).toEqual(JSON.parse(text));
  const named = z.object({
    hosting: z.object({ rewrites: z.array(z.object({ source: z.string(), run: z.object({ serviceId: z.string() }) })) }),
  });
  const given = named.parse(JSON.parse(text)).hosting.rewrites.map(({ source, run }) => `${source} ${run.serviceId}`);
  const coded = contracts.flatMap(([name, { trigger }]) => (trigger.kind === 'public' ? trigger.paths.map((one) => `${one} ${name}`) : []));
  expect(given.toSorted()).toEqual(coded.toSorted());
});

test('what fits everything stands last', () => {
  const all = hostingRewrites().map(({ source }) => source);
  expect(all.indexOf('**')).toBe(all.length - 1);
});

test('hosting looks for the functions where infra/google puts them', async () => {
  expect((await readInfrastructure()).variables['region']?.['default']).toBe(REGION);
});
