import { truncatedMark } from '#contexts/operations/agent.ts';
import type { OutputStream } from '#contexts/operations/ports/output-store.ts';
import { checkedRunId } from '../output-names.ts';
import type { Part, Parts } from '../read-piece.ts';
import type { Objects, StoredObject } from './storage-objects.ts';

/** Each is read once, piece by piece: a piece is in memory and never a file (R16). */
export interface JobOutput {
  stdout: AsyncIterable<readonly string[]>;
  stderr: AsyncIterable<readonly string[]>;
}

/** Bytes of one read, and the most characters of one line: what is longer is cut and marked, so that the evidence is known to be incomplete (R6). */
const PIECES = { bytes: 4 * 1024 * 1024, line: 1_000_000 };

/** Where a run's job writes its result lines, as `stdout*.txt` and `stderr*.txt`: what Beam's WriteToText makes of `<folder>stdout`. Ends in `/`. */
export function outputFolder(runId: string): string {
  return `job-output/${checkedRunId(runId)}/`;
}

/** Every line of a run's files, file by file in the order of their names. No file is no line. */
export async function readJobOutput(objects: Objects, runId: string, pieces = PIECES): Promise<JobOutput> {
  const folder = outputFolder(runId);
  const files = await objects.list(folder);
  const of = (stream: OutputStream): StoredObject[] => files.filter(({ name }) => isOf(stream, name.slice(folder.length)));
  return { stdout: readFiles(objects, of('stdout'), pieces), stderr: readFiles(objects, of('stderr'), pieces) };
}

function isOf(stream: OutputStream, file: string): boolean {
  return new RegExp(`^${stream}[^/]*\\.txt$`).test(file);
}

/** R17. The files that are there by now, in the order of their names. One that comes later under a name before them is seen only once the run has ended. */
export function jobFiles(objects: Objects, runId: string, stream: OutputStream): Parts {
  const folder = outputFolder(runId);
  let listed: Promise<Part[]> | undefined;
  const files = (): Promise<Part[]> => (listed ??= listParts(objects, folder, stream));
  return {
    isName: (name) => isOf(stream, name),
    at: async (name) => (await files()).find((part) => part.name === name),
    after: async (name) => (await files()).find((part) => name === undefined || part.name > name),
  };
}

async function listParts(objects: Objects, folder: string, stream: OutputStream): Promise<Part[]> {
  const found = (await objects.list(folder)).filter(({ name }) => isOf(stream, name.slice(folder.length)));
  return found.map(({ name, size }) => ({
    name: name.slice(folder.length),
    size,
    read: (from, most) => objects.readPart(name, from, most),
  }));
}

async function* readFiles(objects: Objects, files: readonly StoredObject[], pieces: typeof PIECES): AsyncGenerator<readonly string[]> {
  for (const file of files) yield* linesOf(objects, file, pieces);
  const missing = missingShards(files);
  if (missing.length > 0) yield [`(files are missing: ${missing.join(', ')})${truncatedMark}`];
}

async function* linesOf(objects: Objects, { name, size }: StoredObject, pieces: typeof PIECES): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  const splitter = splitting(pieces.line);
  for (let from = 0; from < size; from += pieces.bytes) {
    const part = await objects.readPart(name, from, pieces.bytes);
    if (part === undefined) {
      yield [...splitter.end(), `(not all of ${name.slice(name.lastIndexOf('/') + 1)} was there)${truncatedMark}`];
      return;
    }
    yield splitter.take(decoder.decode(part, { stream: true }));
  }
  yield [...splitter.take(decoder.decode()), ...splitter.end()];
}

/** Cuts a text that comes in parts into its lines. Of a line that is too long the beginning is given, marked, and the rest passed over. */
function splitting(most: number) {
  let rest = '';
  let isPassing = false;
  const whole = (line: string): string => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    return text.length > most ? `${text.slice(0, most).toWellFormed()}${truncatedMark}` : text;
  };
  return {
    take(text: string): string[] {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      if (isPassing && lines.length > 0) {
        lines.shift();
        isPassing = false;
      }
      const given = lines.map(whole);
      if (isPassing) rest = '';
      else if (rest.length > most + 1) {
        given.push(whole(rest));
        [rest, isPassing] = ['', true];
      }
      return given;
    },
    end: (): string[] => (rest === '' || isPassing ? [] : [whole(rest)]),
  };
}

/** So many missing files are named; a name is the job's to choose, and so is the number in it. */
const NAMED = 10;

/** Beam says in each name how many there are: `stdout-00001-of-00003.txt`. */
function missingShards(files: readonly StoredObject[]): string[] {
  const sets = new Map<string, { of: number; there: Set<number> }>();
  for (const { name } of files) {
    const [, before, shard, of] = /^(.*)-(\d{5})-of-(\d{5})\.txt$/.exec(name) ?? [];
    if (before === undefined) continue;
    const set = sets.get(`${before} of ${of}`) ?? { of: Number(of), there: new Set() };
    sets.set(`${before} of ${of}`, set);
    if (Number(shard) < set.of) set.there.add(Number(shard));
  }
  const named: string[] = [];
  let missing = 0;
  for (const { of, there } of sets.values()) {
    missing += of - there.size;
    for (let shard = 0; shard < of && named.length < NAMED; shard += 1) if (!there.has(shard)) named.push(`${shard + 1} of ${of}`);
  }
  return missing > named.length ? [...named, `and ${missing - named.length} more`] : named;
}
