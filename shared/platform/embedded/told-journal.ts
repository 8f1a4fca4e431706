import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { CommitStatus, KeptComment } from '#contexts/gates/ports/code-host.ts';

const line = z.union([
  z.object({ change: z.string(), sha: z.string(), state: z.string(), description: z.string(), link: z.string() }),
  z.object({ change: z.string(), comment: z.string(), version: z.number(), text: z.string() }),
]);
type Line = z.infer<typeof line>;

/** What a plain git repository has no place for: statuses and comments, in a file of JSON lines, the newest of each last. */
export interface ToldJournal {
  status(change: string, sha: string, status: CommitStatus): Promise<void>;
  comment(change: string, comment: KeptComment): Promise<'kept' | 'newer_there'>;
}

/** One process writes the file. Without a path it is forgotten with the process. A line that was cut off by a crash is passed over. */
export function openToldJournal(file?: string): ToldJournal {
  let known: Promise<Map<string, Line>> | undefined;
  const read = async (): Promise<Map<string, Line>> => new Map((await linesOf(file)).map((one) => [placeOf(one), one]));
  async function add(one: Line): Promise<void> {
    const all = await (known ??= read());
    if (JSON.stringify(all.get(placeOf(one))) === JSON.stringify(one)) return;
    if (file !== undefined) {
      await mkdir(path.dirname(file), { recursive: true });
      await appendFile(file, `${JSON.stringify(one)}\n`);
    }
    all.set(placeOf(one), one);
  }
  return {
    status: (change, sha, { state, description, link }) => add({ change, sha, state, description, link }),
    async comment(change, { kind, version, text }) {
      const there = (await (known ??= read())).get(`${change} ${kind}`);
      if (there !== undefined && 'comment' in there && there.version > version) return 'newer_there';
      await add({ change, comment: kind, version, text });
      return 'kept';
    },
  };
}

function placeOf(one: Line): string {
  return 'sha' in one ? `${one.change} ${one.sha}` : `${one.change} ${one.comment}`;
}

async function linesOf(file: string | undefined): Promise<Line[]> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((row) => {
    const parsed = line.safeParse(parse(row));
    return parsed.success ? [parsed.data] : [];
  });
}

function parse(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}
