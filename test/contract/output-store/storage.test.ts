import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openObjects, type Objects } from '#platform/google/storage-objects.ts';
import { createStorageOutputStore } from '#platform/google/storage-output-store.ts';
import { startStorageStandIn, type StorageStandIn } from '#infra/stand-ins/storage/server.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { outputContract } from './output-contract.ts';
import { readLines } from '#test/support/read-lines.ts';

const noAuth = { getRequestHeaders: () => Promise.resolve(new Headers({ authorization: 'Bearer stand-in' })) };

outputContract('Cloud Storage', async () => {
  const standIn = await startStorageStandIn({ buckets: ['b'], pageSize: 3 });
  const objects = openObjects({ bucket: 'b', auth: noAuth, endpoint: standIn.url });
  return { store: createStorageOutputStore(objects), close: () => standIn.stop() };
});

describe('Cloud Storage adapter', () => {
  let standIn: StorageStandIn;
  let objects: Objects;
  let store: OutputStore;
  beforeEach(async () => {
    standIn = await startStorageStandIn({ buckets: ['b'], pageSize: 2 });
    objects = openObjects({ bucket: 'b', auth: noAuth, endpoint: standIn.url });
    store = createStorageOutputStore(objects);
  });
  afterEach(() => standIn.stop());

  test('Z2 saving again after a lost answer makes nothing twice and changes nothing', async () => {
    standIn.faults.next('insert', 'lose');
    await expect(store.saveChunk('run-1', 'stdout', 1, ['a'])).rejects.toMatchObject({ code: 'unavailable' });
    await store.saveChunk('run-1', 'stdout', 1, ['a']);
    await expect(store.saveChunk('run-1', 'stdout', 1, ['b'])).rejects.toMatchObject({ code: 'conflict' });
    expect(standIn.text('b', 'output/run-1/stdout/000001.json')).toBe('["a"]');
  });

  test.each([401, 403, 429, 500, 503])('says that it is unavailable at %d, and keeps nothing', async (status) => {
    standIn.faults.next('insert', { refuse: status });
    await expect(store.saveChunk('run-1', 'stdout', 1, ['a'])).rejects.toMatchObject({ code: 'unavailable' });
    standIn.faults.next('get', { refuse: status });
    await expect(readLines(store, 'run-1', 'stdout', 1)).rejects.toMatchObject({ code: 'unavailable' });
    standIn.faults.next('list', { refuse: status });
    await expect(store.purge('run-1')).rejects.toMatchObject({ code: 'unavailable' });
    expect(standIn.names('b')).toEqual([]);
  });

  test('a bucket that is not there is unavailable, not an empty one', async () => {
    const elsewhere = createStorageOutputStore(openObjects({ bucket: 'c', auth: noAuth, endpoint: standIn.url }));
    await expect(elsewhere.saveChunk('run-1', 'stdout', 1, ['a'])).rejects.toMatchObject({ code: 'unavailable' });
    await expect(elsewhere.purge('run-1')).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('nobody there, or nobody allowed, is unavailable', async () => {
    const refusing = { getRequestHeaders: () => Promise.reject(new Error('no credentials')) };
    const locked = createStorageOutputStore(openObjects({ bucket: 'b', auth: refusing, endpoint: standIn.url }));
    await expect(readLines(locked, 'run-1', 'stdout', 1)).rejects.toMatchObject({ code: 'unavailable' });
    await standIn.stop();
    await expect(readLines(store, 'run-1', 'stdout', 1)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('lists over several pages, reads a beginning, and takes names as they are', async () => {
    const names = ['x/a b', 'x/ä?#&', 'x/%2F', 'x/1', 'x/2'];
    for (const name of names) expect(await objects.create(name, `text of ${name}`)).toBe('created');
    expect((await objects.list('x/')).map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    for (const name of names) expect(await objects.read(name)).toBe(`text of ${name}`);
    expect(await objects.read('x/1', 4)).toBe('text');
    expect(await objects.list('nothing/')).toEqual([]);
    await objects.remove('x/1');
    await objects.remove('x/1');
    expect(await objects.read('x/1')).toBeUndefined();
  });
});
