import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { delimiters } from '#platform/embedded/csv.ts';
import { createCsvSheet } from '#platform/embedded/csv-sheet.ts';
import { replaceFile, readFileState } from '#platform/embedded/replace-file.ts';
import { SheetUnreadable } from '#contexts/telling/ports/approval-sheet.ts';
import { sheetRow } from './sheet-contract.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheet-'));
  path = join(folder, 'approvals.csv');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = (): Promise<string> => readFile(path, 'utf8');
const upsert = (version: number) => createCsvSheet({ path }).upsertRows([sheetRow('a', 'one', version)]);

describe('N4 the CSV file as people save it', () => {
  test.each([
    ['a byte order mark and CRLF', '\ufeff', ',', '\r\n'],
    ['semicolons, as in half of Europe', '', ';', '\r\n'],
    ['a byte order mark, tabs and LF', '\ufeff', '\t', '\n'],
    ['old Macintosh line breaks', '', ',', '\r'],
  ])('N4 %s are kept', async (_name, mark, delimiter, end) => {
    const line = (...cells: string[]): string => cells.join(delimiter) + end;
    await writeFile(
      path,
      mark + line('Notes', 'State', 'Request', 'Step', 'Version') + line('"mine, and; mine"', 'old', 'a', 'one', '1') + end,
    );
    await upsert(2);
    const [headings, row, blank] = (await text()).split(end);
    // A spreadsheet program takes a file without the mark for another encoding.
    expect(headings?.startsWith(`\ufeffNotes${delimiter}State${delimiter}Request${delimiter}Step${delimiter}Version${delimiter}Job`)).toBe(
      true,
    );
    expect(row?.startsWith(`"mine, and; mine"${delimiter}state 2${delimiter}a${delimiter}one${delimiter}2${delimiter}oneJob`)).toBe(true);
    expect(blank).toBe('');
  });

  test('N4 what is not ours stays byte for byte, however oddly it is quoted', async () => {
    const own = 'x,"quoted", ""odd"", =1+1';
    await writeFile(path, `Step,Request,Own\r\none,a,"un""necessary"\r\n\r\n${own}\r\n`);
    await upsert(1);
    const lines = (await text()).split('\r\n');
    expect(lines[1]?.startsWith('one,a,"un""necessary",,oneJob')).toBe(true);
    expect(lines.slice(2, 4)).toEqual(['', own]);
  });

  test('N4 a last line without a line break gets one before a row is added', async () => {
    await writeFile(path, 'Request,Step\nz,last');
    await upsert(1);
    expect((await text()).split('\n').slice(1, 3)).toEqual(['z,last', expect.stringMatching(/^a,one,oneJob/)]);
  });

  test('N4 a file that would not change is not written', async () => {
    await upsert(1);
    const before = await stat(path, { bigint: true });
    await upsert(1);
    await createCsvSheet({ path }).upsertRows([]);
    expect(await stat(path, { bigint: true })).toMatchObject({ mtimeNs: before.mtimeNs, ino: before.ino });
    expect(await readdir(folder)).toEqual(['approvals.csv']);
  });

  test.each([
    ['an open quote', Buffer.from('Request,Step\na,one\nb,"two\nc,three\n'), 'line 3: a quote is opened here and never closed'],
    ['no headings', Buffer.from('a,b\nc,d\n'), 'no row of the approval sheet has the column headings "Request" and "Step"'],
    [
      'no headings in another encoding',
      Buffer.from('Ticket,Step\nM\u00fcller,x\n', 'latin1'),
      'not saved as UTF-8 and has none of our headings',
    ],
    ['half of it in another encoding', Buffer.from('Request,Step\nM\u00c3\u00bcller,M\u00fcller\n', 'latin1'), 'partly UTF-8'],
    ['half a character at its end', Buffer.from('\ufeffRequest,Step\n', 'utf16le').subarray(0, -1), 'not well-formed UTF-16LE'],
    ['another kind of document in it', Buffer.from('PK\u0003\u0004\0\0Request,Step\n', 'latin1'), 'is no text'],
  ])('N4 a file with %s is refused and left as it is', async (_name, content, message) => {
    await writeFile(path, content);
    await expect(upsert(1)).rejects.toThrow(message);
    await expect(upsert(1)).rejects.toThrow(SheetUnreadable);
    expect(await readFile(path)).toEqual(content);
    expect(await readdir(folder)).toEqual(['approvals.csv']);
  });

  test.each([
    ['as Windows-1252', Buffer.from('Request,Step,Own\na,one,M\u00fcller \u0096 caf\u00e9\n', 'latin1'), 'M\u00fcller \u2013 caf\u00e9'],
    ['as Unicode text', Buffer.from('\ufeffRequest\tStep\tOwn\na\tone\t\u0141\u00f3d\u017a\n', 'utf16le'), '\u0141\u00f3d\u017a'],
    ['as big-endian UTF-16', Buffer.from('\ufeffRequest,Step,Own\na,one,\u00e9\n', 'utf16le').swap16(), '\u00e9'],
  ])(
    'N4 a file that was saved back %s goes on as UTF-8 with its mark, every accent whole and its bytes kept beside it',
    async (_name, content, own) => {
      await writeFile(path, content);
      await upsert(1);
      await upsert(2);
      const written = await text();
      expect(written.startsWith('\ufeffRequest')).toBe(true);
      expect(written).toContain(own);
      expect(written).toContain('state 2');
      const [copy = '', ...others] = (await readdir(folder)).filter((name) => name !== 'approvals.csv');
      expect(others).toEqual([]);
      expect(await readFile(join(folder, copy))).toEqual(content);
    },
  );

  test.each([...delimiters])('X2 no cell of ours is a formula for a program that parts cells at %j', async (delimiter) => {
    const bad = ["x;=cmd|'/C calc'!A0;y", 'x;"=1+1"', 'a\n=1+1', 'a\t@SUM(1)', 'a,+1', '=1', ';-1', 'x;;=1'];
    const rows = bad.map((release, n) => ({
      ...sheetRow('a', `s${n}`, 1),
      cells: { ...sheetRow('a', 'x', 1).cells, targetRelease: release },
    }));
    await createCsvSheet({ path }).upsertRows(rows);
    // As naively as any program may do it: quotes mean nothing, and every line break ends a row.
    const cells = (await text()).split(/[\r\n]/).flatMap((line) => line.split(delimiter));
    expect(cells.filter((cell) => /^["\ufeff]*[=+\-@]/.test(cell))).toEqual([]);
    expect((await createCsvSheet({ path }).upsertRows(rows)).written).toHaveLength(bad.length);
  });

  test('N4 a sheet that was mended is written again, by the same adapter', async () => {
    const sheet = createCsvSheet({ path });
    await writeFile(path, 'Request,"Step\n');
    await expect(sheet.upsertRows([sheetRow('a', 'one', 1)])).rejects.toThrow('line 1');
    await writeFile(path, 'Request,Step\n');
    expect(await sheet.upsertRows([sheetRow('a', 'one', 1)])).toMatchObject({ written: ['a/one'] });
  });

  test('N4 settings may give other headers', async () => {
    await createCsvSheet({ path, headers: { request: 'Antrag', approvedBy: 'Freigabe' } }).upsertRows([sheetRow('a', 'one', 1)]);
    expect(await text()).toMatch(/^\ufeffAntrag,Step,.*,Freigabe,Version\r\n/);
    expect(() => createCsvSheet({ path, headers: { request: ' step ' } })).toThrow('differ');
  });

  test('N4 a link to the sheet stays a link', async () => {
    const target = join(folder, 'elsewhere.csv');
    await writeFile(target, '');
    await symlink(target, path);
    await upsert(1);
    expect(await readFile(target, 'utf8')).toContain('a,one');
    expect((await readdir(folder)).toSorted()).toEqual(['approvals.csv', 'elsewhere.csv']);
  });

  test('N4 a file that somebody saved meanwhile is not overwritten', async () => {
    await writeFile(path, 'one');
    const { mark } = await readFileState(path);
    await writeFile(path, 'two!');
    expect(await replaceFile(path, 'three', mark)).toBe(false);
    expect(await text()).toBe('two!');
    expect(await readdir(folder)).toEqual(['approvals.csv']);
  });

  test('N4 a new file that somebody made meanwhile is not overwritten', async () => {
    const { mark, content } = await readFileState(path);
    expect(content).toBeUndefined();
    await writeFile(path, 'theirs');
    expect(await replaceFile(path, 'ours', mark)).toBe(false);
    expect(await text()).toBe('theirs');
  });

  test('N4 what is not a key is a mistake of ours and writes nothing', async () => {
    await expect(
      createCsvSheet({ path }).upsertRows([sheetRow('a', 'one', 1), { ...sheetRow('a', 'two', 1), key: 'nokey' }]),
    ).rejects.toThrow('not a key');
    expect(await readdir(folder)).toEqual([]);
  });
});
