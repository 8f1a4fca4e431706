import { randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import { noticeText, whyWithheld, type JudgedFile, type PublicationGuard } from '#contexts/operations/domain/action/guard.ts';
import { shownName } from '#contexts/operations/domain/action/names.ts';
import { outputLevel, type ManifestEntry, type OutputLevel } from '#contexts/operations/domain/action/result.ts';
import { syncFile, writeWhole } from '../files.ts';
import { beneath, type HeldFolder } from './beneath.ts';
import { Changed, copyFile } from './copy-file.ts';
import type { FoundFile, FoundOutputs } from './find-outputs.ts';
import { readTable } from './read-table.ts';
import { readManifest, type StoredManifest } from './manifest.ts';
import type { ActionPlace } from './places.ts';

/**
 * K3. Copies what was found into a folder of this attempt and makes it the action's newest, at one stroke. To be called under the action's lock; called again
 * after a crash it finds what it did. Throws, and leaves the former outputs, when it cannot.
 */
export function keepOutputs(place: ActionPlace, task: string, body: ActionTask, root: HeldFolder, found: FoundOutputs): StoredManifest {
  const former = newestOf(place);
  if (former?.task === task) return former;
  const folder = join(place.kept, `${task}-${randomBytes(4).toString('hex')}`);
  mkdirSync(join(folder, 'files'), { recursive: true, mode: 0o700 });
  mkdirSync(join(folder, 'release'), { mode: 0o700 });
  try {
    const files = found.files.map((file) => ({ path: file.path, entry: keepFile(folder, body, root, file) }));
    const { study, checkout, workspace, action, jobId } = body;
    const { repository, commit } = checkout ?? study;
    const outputs = { counts: found.counts, notFiles: found.notFiles };
    const manifest = { workspace, action, job: jobId, task, repository, commit, at: Date.now(), outputs, files };
    for (const { path, entry } of files) if (entry.withheld !== undefined) leaveNotice(folder, body, path, entry);
    writeWhole(join(folder, 'manifest.json'), manifest);
    makeNewest(place, folder);
    return manifest;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Undefined where nothing was kept yet. */
export function newestOf({ current }: ActionPlace): StoredManifest | undefined {
  return lstatSync(current, { throwIfNoEntry: false }) === undefined ? undefined : readManifest(current);
}

function keepFile(folder: string, body: ActionTask, root: HeldFolder, { path, patterns }: FoundFile): ManifestEntry {
  const to = placeFor(join(folder, 'files'), path);
  const copied = beneath(root, path, (inner, name) => {
    const from = inner.open(name);
    if (from === undefined) throw new Changed('a file is gone');
    try {
      return copyFile(from, to, path);
    } finally {
      closeSync(from);
    }
  });
  if (copied === undefined) throw new Changed('a folder is gone');
  const level = strictest(patterns.map((pattern) => body.outputs[pattern]?.level ?? 'highly_sensitive'));
  if (level === 'highly_sensitive') return { name: shownName(path), level, ...copied };
  const { rows = copied.rows, withheld } = judge(to, { path, level, ...copied }, body.guard);
  if (withheld === undefined) publish(to, placeFor(join(folder, 'release'), path));
  return {
    name: shownName(path),
    level,
    ...copied,
    ...(rows === undefined ? {} : { rows }),
    ...(withheld === undefined ? {} : { withheld }),
  };
}

/** Its columns are only looked at when nothing else keeps it back. */
function judge(file: Buffer, given: JudgedFile, guard: PublicationGuard): Pick<ManifestEntry, 'rows' | 'withheld'> {
  const before = whyWithheld(given, guard);
  if (before !== undefined && before !== 'too_many_rows') return { withheld: before };
  const look = readTable(file, given.path, guard);
  const judged = { ...given, ...look };
  return { rows: look?.rows, withheld: whyWithheld(judged, guard) };
}

/** On the disk before it is anybody's newest. */
function publish(from: Buffer, to: Buffer): void {
  copyFileSync(from, to);
  syncFile(to);
}

/** Levels are in the order of their strictness. */
function strictest(levels: readonly OutputLevel[]): OutputLevel {
  return outputLevel.options.find((level) => levels.includes(level)) ?? 'highly_sensitive';
}

/** Below a folder of ours, in which there are no links. */
function placeFor(folder: string, path: string): Buffer {
  const place = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, 'latin1')]);
  mkdirSync(Buffer.from(dirname(place.toString('latin1')), 'latin1'), { recursive: true, mode: 0o700 });
  return place;
}

/** Beside what is published, under a name that nothing else has. */
function leaveNotice(folder: string, body: ActionTask, path: string, entry: ManifestEntry): void {
  const file: JudgedFile = { path, level: entry.level, bytes: entry.bytes, rows: entry.rows };
  const text = noticeText(entry.name, entry.withheld ?? 'strange_name', file, body.guard);
  const name = entry.withheld === 'strange_name' ? entry.sha256.slice(0, 16) : path;
  for (let at = 1; at < 100; at += 1) {
    const place = placeFor(join(folder, 'release'), `${name}.withheld${at === 1 ? '' : `-${at}`}.txt`);
    if (existsSync(place)) continue;
    writeFileSync(place, text, { flag: 'wx', mode: 0o444, flush: true });
    return;
  }
}

/** Whoever looks sees all of the former outputs, or all of these. */
function makeNewest(place: ActionPlace, folder: string): void {
  const draft = `${place.current}.${randomBytes(4).toString('hex')}`;
  symlinkSync(relative(place.folder, folder), draft);
  renameSync(draft, place.current);
  if (lstatSync(place.release, { throwIfNoEntry: false }) === undefined)
    symlinkSync(relative(dirname(place.release), join(place.current, 'release')), place.release);
  rmSync(place.unmatched, { force: true });
  const newest = basename(readlinkSync(place.current));
  const others = keptIn(place).filter(({ folder: one }) => basename(one) !== newest);
  const spared = new Set([newest, ...others.slice(0, FORMER).map(({ folder: one }) => basename(one))]);
  for (const other of readdirSync(place.kept)) if (!spared.has(other)) rmSync(join(place.kept, other), { recursive: true, force: true });
}

/** So many sets of former outputs stay: for whoever was promised one of them before there were newer ones. */
const FORMER = 2;

interface Kept {
  folder: string;
  manifest: StoredManifest;
}

/** The newest first. What a killed process left half done is none. */
function keptIn({ kept }: ActionPlace): Kept[] {
  const folders = readdirSync(kept).map((name) => join(kept, name));
  const whole = folders.filter((folder) => existsSync(join(folder, 'manifest.json')));
  return whole.map((folder) => ({ folder, manifest: readManifest(folder) })).toSorted((a, b) => b.manifest.at - a.manifest.at);
}

/** The outputs that this job made; undefined where they are not here any more, or never were. */
export function keptBy(place: ActionPlace, job: string): Kept | undefined {
  return keptIn(place).find(({ manifest }) => manifest.job === job);
}
