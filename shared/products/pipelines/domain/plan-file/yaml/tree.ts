import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { DEEPEST, MOST_VALUES } from '#products/pipelines/domain/plan-file/limits.ts';
import { named, type Findings } from '#products/pipelines/domain/plan-file/problem.ts';
import type { Position } from '#products/pipelines/domain/plan-file/position.ts';
import { isMergeKey, mergeInto } from '#products/pipelines/domain/plan-file/yaml/merge.ts';
import type { Entry, Extent, Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

interface Reading {
  findings: Findings;
  positionOf: (offset: number) => Position;
  /** By the name of their anchor; one that is still open would contain itself. */
  anchors: Map<string, Value | 'open'>;
  /** Entries that merge keys have copied so far. */
  copied: { count: number };
}

/** The value of a document, aliases and merge keys in their places; undefined where that would be more than a file may hold. Each node is looked at once. */
export function treeOf(node: unknown, findings: Findings, positionOf: (offset: number) => Position): Value | undefined {
  const reading: Reading = { findings, positionOf, anchors: new Map(), copied: { count: 0 } };
  const value = valueOf(node, reading);
  const isLarge = value.size > MOST_VALUES || reading.copied.count > MOST_VALUES;
  if (isLarge) findings.refuse({ rule: 'L02', at: value.at, message: `the file holds more than ${MOST_VALUES} values, aliases followed` });
  else if (value.depth > DEEPEST) findings.refuse({ ...tooDeep, at: value.at });
  else return value;
  return undefined;
}

export const tooDeep = {
  rule: 'Y01',
  also: ['L03'],
  message: `lists and mappings lie more than ${DEEPEST} deep in one another`,
} as const;

function valueOf(node: unknown, reading: Reading): Value {
  const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
  if (anchor !== undefined) reading.anchors.set(anchor, 'open');
  const value = withoutAnchor(node, reading);
  if (anchor !== undefined) reading.anchors.set(anchor, value);
  return value;
}

function withoutAnchor(node: unknown, reading: Reading): Value {
  if (isScalar(node)) return scalarOf(node, reading);
  if (isSeq(node)) return listOf(node, reading);
  if (isMap(node)) return mappingOf(node, reading);
  if (isAlias(node)) return aliasOf(node.source, startOf(node), reading);
  return { kind: 'null', at: 0, ...single };
}

function scalarOf(node: Scalar, { findings }: Reading): Value {
  const { value } = node;
  const place = { at: startOf(node), ...single };
  if (typeof value === 'string') {
    if (!isKeepable(value)) findings.refuse({ ...notKeepable, at: place.at });
    return { kind: 'text', value, ...place };
  }
  if (typeof value === 'number') return { kind: 'number', value, ...place };
  return typeof value === 'boolean' ? { kind: 'boolean', value, ...place } : { kind: 'null', ...place };
}

/** Escapes can write what is no character: half of a pair, or one that ends a text for half of all programs. No store, file system or log keeps that. */
function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

const notKeepable = {
  rule: 'Y01',
  also: ['L06'],
  message: 'a text holds NUL, or half of a character: no name, path or command can',
  hint: 'Take the escape out.',
} as const;

function aliasOf(name: string, at: number, { anchors, findings }: Reading): Value {
  const meant = anchors.get(name);
  // What is wrong is said at the alias, what is wrong with what it names where that stands.
  if (meant !== undefined && meant !== 'open') return meant;
  const why = meant === undefined ? 'names no anchor before it' : 'stands inside of what it names';
  findings.refuse({ rule: 'Y01', at, message: `YAML syntax: the alias *${named(name)} ${why}` });
  return { kind: 'null', at, ...single };
}

function listOf(node: YAMLSeq, reading: Reading): Value {
  const items = node.items.map((item) => (isPair(item) ? onePair(item, reading) : valueOf(item, reading)));
  return { kind: 'list', items, at: startOf(node), ...extentOf(items) };
}

/** `[a: b]` is a list of one mapping. */
function onePair(pair: Pair, reading: Reading): Value {
  const entry = entryOf(pair, reading);
  const entries = new Map(entry === undefined ? [] : [[entry.name, entry]]);
  return { kind: 'mapping', entries, at: startOf(pair.key), ...extentOf(entry === undefined ? [] : [entry.value]) };
}

function mappingOf(node: YAMLMap, reading: Reading): Value {
  const entries = new Map<string, Entry>();
  let merge: Entry | undefined;
  for (const pair of node.items) {
    const entry = entryOf(pair, reading);
    if (entry === undefined) continue;
    const isMerge = isMergeKey(pair);
    const earlier = isMerge ? merge : entries.get(entry.name);
    if (earlier !== undefined) refuseTwice(entry, earlier, reading);
    else if (isMerge) merge = entry;
    else entries.set(entry.name, entry);
  }
  if (merge !== undefined) mergeInto(entries, merge.value, reading);
  return { kind: 'mapping', entries, at: startOf(node), ...extentOf([...entries.values()].map(({ value }) => value)) };
}

function refuseTwice({ name, at }: Entry, earlier: Entry, { findings, positionOf }: Reading): void {
  const [first, second] = [positionOf(earlier.at), positionOf(at)].map(({ line }) => line);
  findings.refuse({
    rule: 'Y02',
    at,
    message: `duplicate key ${named(name)}: lines ${first} and ${second}`,
    hint: 'Rename one of the two, or take it out.',
  });
}

function entryOf({ key, value }: Pair, reading: Reading): Entry | undefined {
  const read = valueOf(key, reading);
  // Without a value and without its colon: `{ name }`.
  const content: Value = value === null ? { kind: 'null', at: startOf(key), ...single } : valueOf(value, reading);
  if (read.kind === 'list' || read.kind === 'mapping') {
    reading.findings.refuse({ rule: 'Y01', at: startOf(key), message: `a key must be a name, not a ${read.kind}` });
    return undefined;
  }
  const at = startOf(key);
  if (read.kind === 'text') return { name: read.value, isText: true, at, value: content };
  return { name: isScalar(key) ? (key.source ?? '') : '', isText: false, at, value: content };
}

function startOf(node: unknown): number {
  return (isScalar(node) || isCollection(node) || isAlias(node)) && node.range ? node.range[0] : 0;
}

const single: Extent = { size: 1, depth: 0 };

function extentOf(values: Iterable<Value>): Extent {
  const extent = { size: 1, depth: 1 };
  for (const { size, depth } of values) {
    extent.size += size + 1;
    extent.depth = Math.max(extent.depth, depth + 1);
  }
  return extent;
}
