import {
  chmodSync,
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { holdFolder, type HeldFolder } from '#infra/agent/actions/beneath.ts';
import { copyFile } from '#infra/agent/actions/copy-file.ts';
import { findOutputs } from '#infra/agent/actions/find-outputs.ts';
import { readLaid, saveLaid } from '#infra/agent/actions/laid.ts';
import { cgroupOf } from '#infra/agent/cgroup.ts';
import { diskOver } from '#infra/agent/disk-use.ts';

let folder: string;
let root: HeldFolder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-outputs-'));
  mkdirSync(join(folder, 'output'));
  root = holdFolder(folder);
});
afterEach(() => {
  root.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, text = 'x') => writeFileSync(join(folder, name), text);
const nothing = new Map<string, string>();
const most = { names: 100, path: 1_500, files: 3 };

describe('K3 R16 looking for outputs in a hostile folder', () => {
  test('K3 only folders that a pattern names are looked into, so that millions of files elsewhere cost nothing', () => {
    put('output/rows.csv');
    mkdirSync(join(folder, 'other'));
    for (let at = 0; at < 200; at += 1) put(`other/${at}`);
    expect(findOutputs(root, ['output/*.csv'], nothing, most).files).toEqual([{ path: 'output/rows.csv', patterns: [0] }]);
    expect(() => findOutputs(root, ['other/*.csv'], nothing, most)).toThrow('more than 100 names');
  });

  test('K3 more files than are kept are too many', () => {
    for (const name of ['a', 'b', 'c', 'd']) put(`output/${name}.csv`);
    expect(() => findOutputs(root, ['output/*.csv'], nothing, most)).toThrow('match more than 3 files');
  });

  test('K3 a link to a folder is never gone into, however it lies', () => {
    put('output/rows.csv');
    symlinkSync('output', join(folder, 'away'));
    symlinkSync('/', join(folder, 'output', 'root'));
    expect(findOutputs(root, ['away/rows.csv', 'output/*/passwd', 'output/root/etc/passwd'], nothing, most)).toEqual({
      files: [],
      counts: [0, 0, 0],
      notFiles: 0,
    });
  });

  test('K3 what a job wrote and let nobody read is read all the same, where it is the agent’s own user; what a link leads to is let alone', () => {
    put('secret');
    chmodSync(join(folder, 'secret'), 0);
    put('output/rows.csv', 'all');
    symlinkSync('../secret', join(folder, 'output', 'link.csv'));
    chmodSync(join(folder, 'output', 'rows.csv'), 0);
    chmodSync(join(folder, 'output'), 0);
    expect(findOutputs(root, ['output/*.csv'], nothing, most)).toMatchObject({ counts: [1], notFiles: 1 });
    const fd = root.folder('output')?.open('rows.csv');
    expect(readFileSync(fd ?? -1, 'utf8')).toBe('all');
    closeSync(fd ?? -1);
    expect(root.folder('output')?.open('link.csv')).toBeUndefined();
    const modes = ['output', 'output/rows.csv', 'secret'].map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0]);
  });

  test('K3 what was laid out and not touched is no output; what was written anew is', () => {
    put('output/old.csv');
    put('output/given.csv');
    saveLaid(join(folder, 'laid'), folder, ['output/old.csv', 'output/given.csv', 'gone.csv']);
    put('output/given.csv', 'more');
    put('output/new.csv');
    const { files } = findOutputs(root, ['output/*.csv'], readLaid(join(folder, 'laid')), most);
    expect(files.map(({ path }) => path)).toEqual(['output/given.csv', 'output/new.csv']);
  });

  test('K3 what has two names is not copied, and a copy is told by the bytes that are in it', () => {
    put('one.csv', 'a\n1\n');
    const copy = (name: string) => {
      const from = openSync(join(folder, 'one.csv'), 'r');
      try {
        return copyFile(from, Buffer.from(join(folder, name)), 'one.csv');
      } finally {
        closeSync(from);
      }
    };
    expect(copy('copy')).toMatchObject({ bytes: 4, rows: 1 });
    expect(readFileSync(join(folder, 'copy'), 'utf8')).toBe('a\n1\n');
    linkSync(join(folder, 'one.csv'), join(folder, 'two.csv'));
    expect(() => copy('again')).toThrow('something else');
  });

  test('R16 a folder that grows over its bound is told by its bytes and by its files', () => {
    expect(diskOver(folder, 1)).toBeUndefined();
    for (let at = 0; at < 20; at += 1) put(`output/${at}`);
    expect(diskOver(folder, 1, 10)).toBe('its folder holds more than 10 files');
    put('output/large', 'x'.repeat(2 * 1024 * 1024));
    expect(diskOver(folder, 1)).toBe('its folder takes more than 1 MB');
  });
});

describe('R17 what a control group counted', () => {
  const files: Record<string, string> = {
    '/proc/self/cgroup': '0::/system.slice/agent.service\n',
    '/proc/7/cgroup': '0::/system.slice/docker-abc.scope\n',
    '/sys/fs/cgroup/system.slice/docker-abc.scope/memory.peak': '1048576\n',
    '/sys/fs/cgroup/system.slice/docker-abc.scope/cpu.stat': 'usage_usec 2500000\nuser_usec 1\n',
    '/sys/fs/cgroup/system.slice/docker-abc.scope/memory.events': 'oom 2\noom_kill 1\noom_group_kill 0\n',
    '/proc/8/cgroup': '0::/system.slice/agent.service\n',
    '/proc/9/cgroup': '4:cpu,cpuacct:/docker/abc\n3:memory:/docker/abc\n0::/\n',
    '/sys/fs/cgroup/memory/docker/abc/memory.max_usage_in_bytes': '2048\n',
    '/sys/fs/cgroup/memory/docker/abc/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 3\n',
    '/sys/fs/cgroup/cpuacct/docker/abc/cpuacct.usage': '1500000000\n',
  };
  const read = (path: string): string => files[path] ?? '';

  test('R17 of version 2 and 1, and never that of the agent itself', () => {
    expect(cgroupOf(7, read)).toEqual({ peakMemoryBytes: 1_048_576, cpuSeconds: 2.5, ended: 1 });
    expect(cgroupOf(9, read)).toEqual({ peakMemoryBytes: 2_048, cpuSeconds: 1.5, ended: 3 });
    expect(cgroupOf(8, read)).toBeUndefined();
    expect(cgroupOf(10, read)).toBeUndefined();
  });
});
