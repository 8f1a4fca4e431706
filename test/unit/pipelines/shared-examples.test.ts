import { expect } from '@jest/globals';
import { z } from 'zod';
import { readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { judged } from '#test/support/pipelines/read.ts';
import { readSharedJson, testWithSharedData } from '#test/support/shared-data.ts';

const row = z.object({ id: z.string(), input: z.string(), ours: z.enum(['accept', 'refuse']), message: z.string() });

testWithSharedData('K1 every rule’s example is judged as its row says, and a refused one by that rule', () => {
  const rows = z.array(row).parse(readSharedJson('project-yaml-rules.json'));
  expect(rows.length).toBeGreaterThan(100);
  const wrong = rows.filter(({ id, input, ours, message }) => {
    const { valid, rules } = judged(input);
    const isSaid = ours === 'refuse' ? rules.includes(id) : message.startsWith('warning') === rules.length > 0;
    return valid !== (ours === 'accept') || !isSaid;
  });
  expect(wrong).toEqual([]);
});

testWithSharedData('K1 a refused example’s message has the essence that its row names', () => {
  const rows = z.array(row).parse(readSharedJson('project-yaml-rules.json'));
  // These rows name what a message holds, not its words.
  const described = ['Y01', 'Y02', 'Y08', 'D10'];
  const wrong = rows.flatMap(({ id, input, ours, message }) => {
    const read = readPlanFile(input);
    const said = read.ok ? [] : read.problems.map((problem) => problem.message);
    const isOther = ours === 'refuse' && !described.includes(id) && !said.some((one) => one.includes(message));
    return isOther ? [{ id, message, said }] : [];
  });
  expect(wrong).toEqual([]);
});
