import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { noticeText, whyWithheld, type PublicationGuard } from '#contexts/operations/domain/action/guard.ts';
import { seekIdentifiers } from '#contexts/operations/domain/action/identifiers.ts';
import { tableKind } from '#contexts/operations/domain/action/tables.ts';
import { readTable } from '#infra/agent/actions/read-table.ts';

const MEGABYTE = 1024 * 1024;
const guard: PublicationGuard = {
  maxBytes: 4 * MEGABYTE,
  maxRows: 10,
  types: ['csv', 'gz', 'json', 'tsv', 'txt', 'xlsx'],
  identifiers: ['patient_id', 'NHS number'],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-tables-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function look(name: string, bytes: Buffer | string, given: PublicationGuard = guard) {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return readTable(Buffer.from(file), `output/${name}`, given);
}
const utf16 = (text: string, isBig: boolean, hasMark = true): Buffer => {
  const bytes = Buffer.from((hasMark ? '\ufeff' : '') + text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

describe('K3 a table with a column that tells who somebody is', () => {
  test.each<[string, string, Buffer | string]>([
    ['plain', 'a.csv', 'age,patient_id\n1,2\n'],
    ['without a line end', 'a.csv', 'patient_id'],
    ['a byte order mark', 'a.csv', '\ufeffpatient_id,age\n1,2\n'],
    ['quotes', 'a.csv', '"age","patient_id"\n1,2\n'],
    ['single and double quotes', 'a.csv', `age,'"patient_id"'\n`],
    ['capitals', 'a.csv', 'PATIENT_ID,age\n'],
    ['camel case', 'a.csv', 'age,patientId\n'],
    ['blanks and hyphens', 'a.csv', 'age, Patient - ID ,sex\n'],
    ['a blank that has no width', 'a.csv', 'age,patient\u200b_id\n'],
    ['full width', 'a.csv', 'age,ｐａｔｉｅｎｔ＿ｉｄ\n'],
    ['a name with a blank', 'a.csv', 'age;nhs_number\n'],
    ['semicolons', 'a.csv', 'age;patient_id\n'],
    ['tabs', 'a.tsv', 'age\tpatient_id\n'],
    ['bars', 'a.csv', 'age|patient_id\n'],
    ['carriage returns', 'a.csv', 'age\rpatient_id\r1'],
    ['CRLF', 'a.csv', 'age,patient_id\r\n1,2\r\n'],
    ['the second line', 'a.csv', 'a report of today\nage,patient_id\n'],
    ['line 5,000', 'a.csv', `${'1,2\n'.repeat(4_999)}age,patient_id\n`],
    ['an open quote before it', 'a.csv', '"open\nage,patient_id\n'],
    ['behind a header of two megabytes', 'a.csv', `${'x'.repeat(2 * MEGABYTE)},patient_id\n`],
    ['a name across two pieces', 'a.csv', `${'a,'.repeat(128 * 1024 - 3)}patient_id,b\n`],
    ['latin1', 'a.csv', Buffer.from('gr\xf6\xdfe,patient_id\n', 'latin1')],
    ['UTF-16', 'a.csv', utf16('age,patient_id\n', false)],
    ['UTF-16, the other way round', 'a.csv', utf16('age,patient_id\n', true)],
    ['a key of JSON', 'a.json', '[{ "age": 1, "patient_id": 2 }]'],
    ['packed', 'a.csv.gz', gzipSync('age,patient_id\n1,2\n')],
    ['packed in two parts', 'a.csv.gz', Buffer.concat([gzipSync('age\n'), gzipSync('patient_id\n')])],
  ])('K3 is found: %s', (_, name, bytes) => {
    expect(look(name, bytes)?.columns).toBe('identifying');
  });

  test.each<[string, string, Buffer | string]>([
    ['another name that begins so', 'a.csv', 'patient_id_count,age\n'],
    ['another name that begins so, across two pieces', 'a.csv', `${'a,'.repeat(128 * 1024 - 5)}patient_id${'s'.repeat(20)},b\n`],
    ['a name in a text', 'a.csv', 'note\njoined by patient_id and year\n'],
    ['nothing', 'a.csv', ''],
    ['a long field that ends with it', 'a.csv', `${'x'.repeat(5_000)}patient_id\n`],
  ])('K3 is not taken for one: %s', (_, name, bytes) => {
    expect(look(name, bytes)?.columns).toBe('clean');
  });

  test.each<[string, string, Buffer | string]>([
    ['UTF-16 that does not say so', 'a.csv', utf16('age,patient_id\n', false, false)],
    ['zeros', 'a.csv', 'age,patient\0_id\n'],
    ['a zero at its end', 'a.csv', `${'1,2\n'.repeat(200_000)}\0`],
    ['what is not packed', 'a.csv.gz', 'age\n'],
    ['what is packed and cut', 'a.csv.gz', gzipSync('age\n'.repeat(1_000)).subarray(0, 20)],
    ['another kind of table', 'a.xlsx', 'PK'],
    ['packed, who knows what', 'a.gz', gzipSync('age\n')],
  ])('K3 cannot be looked at: %s', (_, name, bytes) => {
    expect(look(name, bytes)?.columns).toBe('unreadable');
  });

  test('K3 R16 what unpacks to more than may be published is never unpacked whole', () => {
    const bomb = gzipSync(Buffer.alloc(200 * MEGABYTE));
    const before = process.memoryUsage().rss;
    expect(look('a.csv.gz', bomb)).toEqual({ columns: 'too_large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEGABYTE);
  });

  test('K3 R16 a header of fifty megabytes is looked through in little memory', () => {
    const header = Buffer.alloc(50 * MEGABYTE, 'x');
    const before = process.memoryUsage().rss;
    expect(look('a.csv', Buffer.concat([header, Buffer.from(',patient_id\n')]), { ...guard, maxBytes: 1e9 })?.columns).toBe('identifying');
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MEGABYTE);
  });

  test('K3 text for people and pictures are no tables; without names to look for nothing is looked at but packed rows', () => {
    expect(['a.txt', 'a.html', 'a.png', 'csv', 'a.csv/b'].map(tableKind)).toEqual(Array.from({ length: 5 }, () => undefined));
    const none = { ...guard, identifiers: [] };
    expect(look('a.csv', 'patient_id\n', none)).toBeUndefined();
    expect(look('a.xlsx', 'PK', none)).toBeUndefined();
    expect(look('a.csv.gz', gzipSync('a\n1\n2\n'), none)).toEqual({ columns: 'clean', rows: 2 });
  });

  test('K3 a notice says which rule it was, and nothing of what is in the file', () => {
    const file = { path: 'output/a.csv', level: 'moderately_sensitive' as const, bytes: 10, rows: 1 };
    expect(whyWithheld({ ...file, columns: 'identifying' }, guard)).toBe('identifying_column');
    expect(whyWithheld({ ...file, columns: 'unreadable' }, guard)).toBe('unreadable_columns');
    expect(whyWithheld({ ...file, columns: 'too_large' }, guard)).toBe('too_large');
    expect(whyWithheld({ ...file, columns: 'clean' }, guard)).toBeUndefined();
    const notice = noticeText('output/a.csv', 'identifying_column', file, guard);
    expect(notice).toContain('a column whose name the settings forbid');
    expect(notice).not.toContain('patient');
    expect(noticeText('output/a.csv.gz', 'too_large', file, guard)).toContain('Unpacked it has more than the 4.0 MB');
  });

  test('K3 it does not matter in what pieces a text comes', () => {
    const text = 'age,"patient_id"\n1,2\n';
    for (let cut = 0; cut <= text.length; cut += 1) {
      const search = seekIdentifiers(['patient_id']);
      search.take(text.slice(0, cut));
      search.take(text.slice(cut));
      search.end();
      expect(search.found()).toBe(true);
    }
  });
});
