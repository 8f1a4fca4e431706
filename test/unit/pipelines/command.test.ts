import { describe, expect, test } from '@jest/globals';
import { argumentsOf, commandLine } from '#products/pipelines/domain/plan-file/command.ts';
import { readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';

describe('K1 the command of an action', () => {
  test('K1 its words are joined again as a shell reads them', () => {
    const words = ['r:v2', 'model.R', 'two words', "it's", ''];
    expect(argumentsOf({ words })).toEqual(words.slice(1));
    expect(commandLine({ words })).toBe(`r:v2 model.R 'two words' 'it'"'"'s' ''`);
  });

  test('K1 config follows as --config and one word of JSON without a single quote', () => {
    const given = { words: ['python:v2', 'a.py'], config: { name: "O'Hara", days: [1, 2], on: true, none: null, where: 'Łódź 🐘' } };
    const json = String.raw`{"name": "O\u0027Hara", "days": [1, 2], "on": true, "none": null, "where": "\u0141\u00f3d\u017a \ud83d\udc18"}`;
    expect(argumentsOf(given)).toEqual(['a.py', '--config', json]);
    expect(commandLine(given)).toBe(`python:v2 a.py --config '${json}'`);
    expect(JSON.parse(json)).toEqual(given.config);
  });

  test('K1 an empty file is refused', () => {
    expect(readPlanFile(' \n')).toMatchObject({ ok: false, problems: [{ rules: ['Y06'] }] });
  });
});
