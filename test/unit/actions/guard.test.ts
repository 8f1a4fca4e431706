import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noticeText, whyWithheld, type JudgedFile } from '#contexts/operations/domain/action/guard.ts';
import { shownName } from '#contexts/operations/domain/action/names.ts';
import { actionLimits } from '#contexts/operations/domain/action/result.ts';
import { countRows } from '#contexts/operations/domain/action/rows.ts';

const guard = { maxBytes: 1_000, maxRows: 3, types: ['csv', 'txt'], identifiers: ['patient_id'] };
const file: JudgedFile = { path: 'output/rows.csv', level: 'moderately_sensitive', bytes: 1_000, rows: 3 };

describe('K3 what may be published', () => {
  test.each<[string, Partial<JudgedFile>, string | undefined]>([
    ['exactly the most', {}, undefined],
    ['a byte more', { bytes: 1_001 }, 'too_large'],
    ['a row more', { rows: 4 }, 'too_many_rows'],
    ['another type', { path: 'output/rows.rds' }, 'type_not_allowed'],
    ['capitals', { path: 'output/rows.CSV' }, 'type_not_allowed'],
    ['the last extension', { path: 'output/rows.csv.gz' }, 'type_not_allowed'],
    ['no extension', { path: 'output.csv/rows' }, 'type_not_allowed'],
    ['a line break in its name', { path: 'output/ro\nws.csv' }, 'strange_name'],
    ['bytes that are no text', { path: 'output/\xff.csv' }, 'strange_name'],
    ['direction marks', { path: Buffer.from('output/\u202efdp.csv').toString('latin1') }, 'strange_name'],
    ['other alphabets', { path: Buffer.from('output/данные.csv').toString('latin1') }, undefined],
  ])('K3 %s', (_, more, why) => {
    expect(whyWithheld({ ...file, ...more }, guard)).toBe(why);
  });

  test('K3 a notice says why in words, and what to do', () => {
    const notice = noticeText('output/rows.csv', 'too_many_rows', { ...file, rows: 7_000 }, guard);
    expect(notice).toContain('It has 7000 rows; the most that may be published is 3.');
    expect(noticeText('x', 'type_not_allowed', { ...file, path: 'output/rows.rds' }, guard)).toContain(
      '.rds may not be published; these may: .csv, .txt',
    );
  });
});

describe('K3 rows of a CSV file', () => {
  test.each<[string, number]>([
    ['', 0],
    ['a,b\n', 0],
    ['a,b\n1,2\n3,4', 2],
    ['a,b\r\n1,2\r\n3,4\r\n', 2],
    ['a,b\r1,2\r', 1],
    ['a,b\n\n\n1,2\n', 1],
    ['a\n"open\nquote\nhides\nnothing', 4],
  ])('K3 %j has %p', (text, rows) => {
    const counter = countRows();
    for (const byte of Buffer.from(text)) counter.take(Buffer.from([byte]));
    expect(counter.rows()).toBe(rows);
  });
});

describe('X2 names that a job chose', () => {
  test('X2 what cannot be seen is written out, what is text stays', () => {
    expect(shownName('output/a b.csv')).toBe('output/a b.csv');
    expect(shownName(Buffer.from('output/ära.csv').toString('latin1'))).toBe('output/ära.csv');
    expect(shownName('a\nb')).toBe('a\\x0ab');
    expect(shownName('\xff\xfe.csv')).toBe('\\xff\\xfe.csv');
    expect(shownName(Buffer.from('\u202e').toString('latin1'))).toBe('\\xe2\\x80\\xae');
    expect(shownName('a\\x0ab')).toBe('a\\x5cx0ab');
  });

  test('X2 whatever it is, it is bounded, well formed, and two short names stay two', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((all) => Buffer.from(all).toString('latin1'));
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const shown = shownName(one);
        expect(shown.length).toBeLessThanOrEqual(actionLimits.name);
        expect(shown.isWellFormed()).toBe(true);
        expect(/[\p{Cc}\p{Cf}]/u.test(shown)).toBe(false);
        if (one !== other && !shown.endsWith('…')) expect(shownName(other)).not.toBe(shown);
      }),
    );
    expect(shownName('😀'.repeat(2_000)).length).toBeLessThanOrEqual(actionLimits.name);
  });
});
