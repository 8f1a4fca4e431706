import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, type PlanFacts } from '#products/pipelines/domain/plan-file/facts.ts';
import { readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { planOf } from '#test/support/pipelines/read.ts';

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The texts that are digested too. */
function factsIn(text: string): PlanFacts & { digested: string[] } {
  const read = readPlanFile(text);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '));
  const digested: string[] = [];
  const facts = factsOf(read.plan, (lines) => (digested.push(lines), sha256(lines)));
  return { ...facts, digested };
}

const nothing = sha256('');

describe('K1 the facts of a plan', () => {
  test('K1 of a plan without actions all are nothing', () => {
    const none = { highly_sensitive: 0, moderately_sensitive: 0, minimally_sensitive: 0 };
    expect(factsIn('version: 5\nactions: {}\n')).toEqual({
      version: 5,
      actions: 0,
      edges: 0,
      depth: 0,
      roots: 0,
      max_needs: 0,
      max_needed_by: 0,
      outputs: none,
      database_actions: 0,
      needs_sha256: nothing,
      plan_sha256: nothing,
      digested: ['', ''],
    });
  });

  const diamond = planOf({
    end: 'run: >\n  r:v2 "end.R"\n  --days 7\nneeds: [right, left, left]\noutputs: {moderately_sensitive: {t: out/t.csv, u: out/u.csv}}',
    left: 'run: r:v2 ü.R\nneeds: [start]\noutputs: {highly_sensitive: {l: out/l.rds}}',
    right: 'run: r:v2 r.R\nneeds: [start]\noutputs: {minimally_sensitive: {r: out/r.txt}}',
    start: 'run: ehrql:v1 generate-dataset d.py --output out/d.csv\noutputs: {highly_sensitive: {d: out/d.csv}}',
    alone: 'run: sqlrunner:v1 q.sql\noutputs: {highly_sensitive: {}}',
  });

  test('K1 they count actions, needs and outputs', () => {
    expect(factsIn(diamond)).toMatchObject({
      version: 5,
      actions: 5,
      edges: 5,
      depth: 3,
      roots: 2,
      max_needs: 3,
      max_needed_by: 2,
      database_actions: 2,
      outputs: { highly_sensitive: 2, moderately_sensitive: 2, minimally_sensitive: 1 },
    });
  });

  test('K1 the digests are of sorted lines', () => {
    const { digested, needs_sha256: needs, plan_sha256: plan } = factsIn(diamond);
    expect(digested[0]?.split('\n')).toEqual(['end<-left', 'end<-left', 'end<-right', 'left<-start', 'right<-start']);
    const lines = [
      'alone\tneeds\t',
      'alone\trun\t"sqlrunner:v1 q.sql"',
      'end\tneeds\tright,left,left',
      'end\toutput\tmoderately_sensitive\tt\tout/t.csv',
      'end\toutput\tmoderately_sensitive\tu\tout/u.csv',
      'end\trun\t"r:v2 \\"end.R\\" --days 7\\n"',
      'left\tneeds\tstart',
      'left\toutput\thighly_sensitive\tl\tout/l.rds',
      'left\trun\t"r:v2 ü.R"',
      'right\tneeds\tstart',
      'right\toutput\tminimally_sensitive\tr\tout/r.txt',
      'right\trun\t"r:v2 r.R"',
      'start\tneeds\t',
      'start\toutput\thighly_sensitive\td\tout/d.csv',
      'start\trun\t"ehrql:v1 generate-dataset d.py --output out/d.csv"',
    ];
    expect(digested[1]?.split('\n')).toEqual(lines);
    expect([needs, plan]).toEqual(digested.map(sha256));
  });

  test('K1 they do not depend on the order of the file, nor on how lines end', () => {
    const { digested: _, ...facts } = factsIn(diamond);
    const [head = '', tops = '', ...actions] = diamond.split(/(?<=\n)(?=actions:|  \w)/);
    expect(factsIn([head, tops, ...actions.toReversed()].join(''))).toMatchObject(facts);
    expect(factsIn(diamond.replaceAll('\n', '\r\n'))).toMatchObject(facts);
  });

  test('K1 an ignored run_all is none of them', () => {
    const text = planOf(
      {
        a: 'run: r:v2\noutputs: {highly_sensitive: {x: x.csv}}',
        run_all: 'run: r:v2 all\nneeds: [a]\noutputs: {highly_sensitive: {y: y.csv}}',
      },
      '4',
    );
    expect(factsIn(text)).toMatchObject({ version: 4, actions: 1, edges: 0, outputs: { highly_sensitive: 1 }, needs_sha256: nothing });
  });

  test('K1 lines are sorted by code point, as their UTF-8 is', () => {
    const sign = fc.constantFrom('a', 'z', '\u00E9', '\uFF21', '\uFFFD', '\u{10000}', '\u{1F600}', '\uD7FF', '\uE000');
    const name = fc.array(sign, { minLength: 1, maxLength: 4 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 12 }), (names) => {
        const first = names[0] ?? '';
        const action = { run: 'r:v2', words: ['r:v2'], image: { name: 'r', version: 'v2' }, outputs: [], usesDatabase: false };
        const digested: string[] = [];
        factsOf(
          { version: 5, actions: names.map((one) => ({ ...action, name: one, needs: one === first ? [] : [first] })) },
          (lines) => (digested.push(lines), ''),
        );
        for (const lines of digested.map((text) => text.split('\n')))
          expect(lines).toEqual(lines.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });
});
