import { named, type Findings } from '#products/pipelines/domain/plan-file/problem.ts';
import { given, type Mapping, type Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

const LATEST = 5;

/** A number as it may stand between quotes. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^\+?inf(?:inity)?$/i;

/** The version of the format, where it is one that there is. */
export function readVersion(top: Mapping, { refuse, warn }: Findings): number | undefined {
  const path = ['version'];
  const value = given(top, 'version');
  if (value === undefined) {
    const at = top.entries.get('version')?.at ?? top.at;
    refuse({ rule: 'P02', at, path, message: `version is missing; latest is ${LATEST}`, hint: `Write version: '${LATEST}.0' at the top.` });
    return undefined;
  }
  const { at } = value;
  const version = numberIn(value);
  if (version === undefined) {
    refuse({ rule: 'P03', at, path, message: `version must be a number from 1 to ${LATEST}`, hint: `Write version: '${LATEST}.0'.` });
    return undefined;
  }
  if (version > LATEST)
    refuse({ rule: 'P05', at, path, message: `there is no version ${named(String(version))}: latest version is ${LATEST}` });
  const message = `old version: this is ${version}, latest is ${LATEST}`;
  if (version < 1) warn({ rule: 'P13', at, path, message: `${message}; there was never one below 1` });
  else if (version < LATEST) warn({ rule: Number.isInteger(version) ? 'P06' : 'P07', at, path, message });
  return version;
}

function numberIn(value: Value): number | undefined {
  const version = value.kind === 'text' ? numberInText(value.value.trim()) : value.kind === 'number' ? value.value : Number.NaN;
  return Number.isNaN(version) || version === Number.NEGATIVE_INFINITY ? undefined : version;
}

function numberInText(text: string): number {
  if (INFINITE.test(text)) return Number.POSITIVE_INFINITY;
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}
