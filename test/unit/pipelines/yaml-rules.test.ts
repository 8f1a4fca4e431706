import { describe, expect, test } from '@jest/globals';
import { readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { action, judged, planOf } from '#test/support/pipelines/read.ts';

const whole = planOf({ fit: action() });

describe('K1 YAML', () => {
  test.each<[string, string, string[]]>([
    ['an open bracket', 'version: 5\nactions: {fit: [\n', ['Y01']],
    ['an open quote', "version: '5\nactions: {}\n", ['Y01']],
    ['a colon in plain text', planOf({ fit: action({ run: 'r:v2 a: b' }) }), ['Y01']],
    ['an alias of nothing', 'version: 5\nactions: *none\n', ['P09', 'Y01']],
    ['an alias of what it stands in', 'version: 5\nactions: &a {fit: *a}\n', ['A01', 'Y01']],
    ['a merge key of text', 'version: 5\nactions: {<<: text}\n', ['Y01']],
    ['a key that is a list', 'version: 5\nactions: {[a, b]: 1}\n', ['Y01']],
    ['a control character', `${whole}# \u0007\n`, ['Y01']],
    ['half a surrogate pair', `${whole}# \uD800\n`, ['Y01']],
    ['another version of YAML', `%YAML 1.1\n---\n${whole}`, ['Y01']],
    ['a key twice at the top', `${whole}version: 5\n`, ['Y02']],
    [
      'an action twice',
      planOf({ fit: action() }) +
        planOf({ fit: action({ run: 'r:v2 b.R' }) })
          .split('\n')
          .slice(2)
          .join('\n'),
      ['Y02'],
    ],
    ['a key twice in config', planOf({ fit: action({ config: '{a: {b: 1, b: 2}}' }) }), ['Y02']],
    ['two merge keys', planOf({ fit: `<<: {needs: []}\n<<: {config: {}}\n${action()}` }), ['Y02']],
    [
      'a number and a text of one name',
      planOf({ 1: action(), "'1'": action({ run: 'r:v2 b.R', outputs: '{highly_sensitive: {}}' }) }),
      ['Y02'],
    ],
    ['nothing', '', ['Y06']],
    ['blanks and a comment', '\n  # later\n\n', ['Y06']],
    ['null', 'null\n', ['Y06']],
    ['text', 'plan\n', ['Y07']],
    ['a number', '5\n', ['Y07']],
    ['a list', '- version\n', ['Y07']],
    ['a tab before an action', 'version: 5\nactions:\n\tfit:\n', ['Y08']],
    ['a tab behind blanks', 'version: 5\nactions:\n  fit:\n  \trun: r:v2 fit.R\n', ['Y08']],
    ['two documents', `${whole}---\n${whole}`, ['Y10']],
    ['an empty second document', `${whole}---\n`, ['Y10']],
    ['a tag of somebody', `version: 5\nactions: !mine {}\n`, ['Y11']],
    ['a tag of another language', `version: !!js/function 5\nactions: {}\n`, ['Y11']],
  ])('K1 refuses %s', (_, text, rules) => {
    expect(judged(text)).toEqual({ valid: false, rules });
  });

  test.each<[string, string]>([
    ['a mark at the start of the text', `\uFEFF${whole}`],
    ['lines that end as on Windows', whole.replaceAll('\n', '\r\n')],
    ['a document with its markers', `---\n${whole}...\n`],
    ['comments and empty lines', `# plan\n\n${whole.replaceAll('\n', '  # why\n\n')}`],
    [
      'a list whose bracket stands further left',
      planOf({ a: action(), b: action({ run: 'r:v2 b.R', needs: '[\na,\n]', outputs: '{highly_sensitive: {}}' }) }),
    ],
    [
      'brackets at the very left',
      planOf({ a: action(), b: action({ run: 'r:v2 b.R', outputs: '{highly_sensitive: {}}' }) + '\nneeds: [' }).trimEnd() + '\na\n]\n',
    ],
    [
      'a quoted text over lines in such a list',
      `version: 5\nactions: {"a\n b": {run: "r:v2\nfit.R", outputs: {\nhighly_sensitive: {}\n}}}\n`,
    ],
    ['tags of YAML itself', 'version: !!str 5\nactions: !!map {}\n'],
    ['no as text', planOf({ no: action(), b: action({ run: 'r:v2 b.R', needs: '[no]', outputs: '{highly_sensitive: {}}' }) })],
    ['<< between quotes as a name', planOf({ "'<<'": action() })],
  ])('K1 accepts %s', (_, text) => {
    expect(judged(text)).toEqual({ valid: true, rules: [] });
  });

  test('K1 what a merge key names comes behind what is there, of a list the first mapping first', () => {
    const text = planOf({
      a: `&a\n${action()}\nconfig: {of: a}`,
      b: `<<: [{config: {of: b}}, *a]\nrun: r:v2 b.R\noutputs: {highly_sensitive: {}}`,
    }).replace('a:\n    &a', 'a: &a');
    const read = readPlanFile(text);
    expect(read).toMatchObject({
      ok: true,
      plan: { actions: [{ run: 'r:v2 fit.R' }, { run: 'r:v2 b.R', outputs: [], config: { of: 'b' } }] },
    });
  });

  test('K1 the later of two anchors counts for what comes after it', () => {
    const read = readPlanFile(
      `version: 5\nactions:\n  a: {run: &x "r:v2 a", outputs: {highly_sensitive: {}}, config: {x: *x}}\n  b: {run: &x "r:v2 b", outputs: {highly_sensitive: {}}, config: {x: *x}}\n`,
    );
    expect(read).toMatchObject({ ok: true, plan: { actions: [{ config: { x: 'r:v2 a' } }, { config: { x: 'r:v2 b' } }] } });
  });

  test.each<[string, string, string]>([
    ['>', 'r:v2 fit.R\n--days 7\n', 'r:v2 fit.R --days 7\n'],
    ['>-', 'r:v2 fit.R\n--days 7\n', 'r:v2 fit.R --days 7'],
    ['|+', 'r:v2 fit.R \\\n--days 7\n', 'r:v2 fit.R \\\n--days 7\n'],
    ['>2-', '  r:v2 fit.R\n', '  r:v2 fit.R'],
  ])('K1 a block %s is folded as YAML says', (sign, lines, run) => {
    const read = readPlanFile(
      planOf({ fit: `outputs: {highly_sensitive: {}}\nrun: ${sign}\n${lines.replaceAll(/^(?=.)/gm, '  ').trimEnd()}` }),
    );
    expect(read).toMatchObject({ ok: true, plan: { actions: [{ run }] } });
  });

  test('K1 a key that stands twice is told with both lines', () => {
    const read = readPlanFile(`${whole}\nactions: {}\n`);
    expect(read).toMatchObject({ ok: false, problems: [{ message: 'duplicate key actions: lines 2 and 7', line: 7, column: 1 }] });
  });
});
