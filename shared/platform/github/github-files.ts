import type { z } from 'zod';
import type { Change } from '#contexts/intake/domain/submission.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import type { GitHub } from './github-calls.ts';
import { readPull } from './github-head.ts';
import { checkedNumber, checkedSha } from '../checked-names.ts';
import { isFilePath, placeOf, type Place } from './github-names.ts';
import { blobShape, changedFileShape, commitShape, comparisonShape, contentShape } from './github-shapes.ts';

/** A comparison names no more files than this, and does not say that there are more. */
const MOST_COMPARED = 300;
/** One form for files, folders and links; a file's text up to 1 MB, and beyond that none: its blob is read then. */
const AS_OBJECT = { format: 'object' };
/** Bytes of a file that is read: nobody's memory is the limit. */
const LARGEST = 16 * 1024 * 1024;

export async function readFiles(github: GitHub, change: Change, sha: string, paths: readonly string[]): Promise<Map<string, string>> {
  const place = placeOf(change);
  const ref = checkedSha(sha);
  const asked = [...new Set(paths.filter(isFilePath))];
  const texts = new Map<string, string>();
  await Promise.all(
    asked.map(async (path) => {
      const text = await readText(github, place, ref, path);
      if (text !== undefined) texts.set(path, text);
    }),
  );
  // 404 is said of a missing file and of a missing commit alike.
  if (texts.size < asked.length) await mustHaveCommit(github, place, ref);
  return texts;
}

async function readText(github: GitHub, place: Place, ref: string, path: string): Promise<string | undefined> {
  const asked = { ...place, path, ref, mediaType: AS_OBJECT };
  const found = await github.read('GET /repos/{owner}/{repo}/contents/{path}', asked, contentShape);
  if (found?.type !== 'file') return undefined;
  const text = textOf(found) ?? textOf(await readBlob(github, place, found));
  if (text === undefined) throw new CodeHostUnavailable(`GitHub gives no text of ${path}: it is too large`);
  return text;
}

async function readBlob(github: GitHub, place: Place, { sha, size = Infinity }: z.infer<typeof contentShape>): Promise<Text | undefined> {
  if (sha === undefined || size > LARGEST) return undefined;
  return github.read('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { ...place, file_sha: sha }, blobShape);
}

interface Text {
  encoding?: string | undefined;
  content?: string | undefined;
}

function textOf({ encoding, content }: Text = {}): string | undefined {
  return encoding === 'base64' && content !== undefined ? Buffer.from(content, 'base64').toString('utf8') : undefined;
}

async function mustHaveCommit(github: GitHub, place: Place, sha: string): Promise<void> {
  const found = await github.read('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { ...place, commit_sha: sha }, commitShape);
  if (found === undefined) throw new CodeHostUnavailable(`${place.owner}/${place.repo} has no commit ${sha}, or not for our token`);
}

export async function listChangedFiles(github: GitHub, change: Change, baseSha: string, headSha: string): Promise<string[]> {
  const place = placeOf(change);
  const files = await changedBetween(github, place, checkedSha(baseSha), checkedSha(headSha));
  if (files === undefined) {
    await mustHaveCommit(github, place, baseSha);
    await mustHaveCommit(github, place, headSha);
    return [];
  }
  return files.length < MOST_COMPARED || change.kind === 'ref' ? files : listPullFiles(github, change, headSha);
}

/** From where the two parted to `head`; undefined without a common past, and for commits that are not there. */
export async function changedBetween(github: GitHub, place: Place, base: string, head: string): Promise<string[] | undefined> {
  const asked = { ...place, basehead: `${base}...${head}`, per_page: 1 };
  const compared = await github.read('GET /repos/{owner}/{repo}/compare/{basehead}', asked, comparisonShape);
  return compared === undefined ? undefined : names(compared.files ?? []);
}

/** Of the newest head, so it has to be the one that is asked about, before and after. */
async function listPullFiles(github: GitHub, change: Extract<Change, { kind: 'pull_request' }>, headSha: string): Promise<string[]> {
  const asked = { ...placeOf(change), pull_number: checkedNumber(change.number) };
  const files = await github.readAll(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
    asked,
    changedFileShape.array(),
    (page) => page,
  );
  if ((await readPull(github, change))?.head.sha !== headSha)
    throw new CodeHostUnavailable('the pull request changed while it was being read');
  return names(files ?? []);
}

function names(files: readonly { filename: string; previous_filename?: string | undefined }[]): string[] {
  const all = files.flatMap(({ filename, previous_filename: previous }) => (previous === undefined ? [filename] : [filename, previous]));
  return [...new Set(all)].toSorted();
}
