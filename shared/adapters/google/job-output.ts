import { truncatedMark } from '#contracts/agent.ts';
import { checkedRunId } from '../output-names.ts';
import type { Objects, StoredObject } from './storage-objects.ts';

export interface JobOutput {
  stdout: string[];
  stderr: string[];
}

/** What is read of one stream; what is longer is cut and marked, so that the evidence is known to be incomplete (R6). */
const MOST_BYTES = 64 * 1024 * 1024;

/** Where a run's job writes its result lines, as `stdout*.txt` and `stderr*.txt`: what Beam's WriteToText makes of `<folder>stdout`. Ends in `/`. */
export function outputFolder(runId: string): string {
  return `job-output/${checkedRunId(runId)}/`;
}

/** Every line of a run's files, file by file in the order of their names. No file is no line. */
export async function readJobOutput(objects: Objects, runId: string, mostBytes = MOST_BYTES): Promise<JobOutput> {
  const folder = outputFolder(runId);
  const files = await objects.list(folder);
  const of = (stream: string): StoredObject[] =>
    files.filter(({ name }) => new RegExp(`^${stream}[^/]*\\.txt$`).test(name.slice(folder.length)));
  return { stdout: await readFiles(objects, of('stdout'), mostBytes), stderr: await readFiles(objects, of('stderr'), mostBytes) };
}

async function readFiles(objects: Objects, files: readonly StoredObject[], mostBytes: number): Promise<string[]> {
  const lines: string[] = [];
  let left = mostBytes;
  for (const { name, size } of files) {
    if (size === 0) continue;
    const text = left > 0 ? await objects.read(name, left) : '';
    for (const line of linesOf(text ?? '')) lines.push(line);
    if (text === undefined || size > left) return [...lines, `(not all of ${files.length} files was read)${truncatedMark}`];
    left -= size;
  }
  const missing = missingShards(files);
  return missing.length === 0 ? lines : [...lines, `(files are missing: ${missing.join(', ')})${truncatedMark}`];
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Beam says in each name how many there are: `stdout-00001-of-00003.txt`. */
function missingShards(files: readonly StoredObject[]): string[] {
  const sharded = files.flatMap(({ name }) => {
    const [, before, shard, of] = /^(.*)-(\d{5})-of-(\d{5})\.txt$/.exec(name) ?? [];
    return before === undefined ? [] : [{ before, shard: Number(shard), of: Number(of) }];
  });
  return [...new Map(sharded.map((one) => [`${one.before} of ${one.of}`, one])).values()].flatMap(({ before, of }) => {
    const there = new Set(sharded.filter((one) => one.before === before && one.of === of).map(({ shard }) => shard));
    return Array.from({ length: of }, (_, shard) => shard).flatMap((shard) => (there.has(shard) ? [] : [`${shard + 1} of ${of}`]));
  });
}
