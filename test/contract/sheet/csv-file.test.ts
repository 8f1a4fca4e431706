import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCsvSheet } from '#adapters/embedded/csv-sheet.ts';
import { replaceFile, readFileState } from '#adapters/embedded/replace-file.ts';
import { SheetUnreadable } from '#ports/approval-sheet.ts';
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
    expect(headings?.startsWith(`${mark}Notes${delimiter}State${delimiter}Request${delimiter}Step${delimiter}Version${delimiter}Job`)).toBe(
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
    ['another encoding', Buffer.from('Request,Step\nM\u00fcller,x\n', 'latin1'), 'not saved as UTF-8'],
    ['UTF-16', Buffer.from('\ufeffRequest,Step\n', 'utf16le'), 'not saved as UTF-8'],
  ])('N4 a file with %s is refused and left as it is', async (_name, content, message) => {
    await writeFile(path, content);
    await expect(upsert(1)).rejects.toThrow(message);
    await expect(upsert(1)).rejects.toThrow(SheetUnreadable);
    expect(await readFile(path)).toEqual(content);
    expect(await readdir(folder)).toEqual(['approvals.csv']);
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
    expect(await text()).toMatch(/^Antrag,Step,.*,Freigabe,Version\r\n/);
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
