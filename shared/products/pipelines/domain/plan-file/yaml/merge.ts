import { isScalar, type Pair } from 'yaml';
import { MOST_VALUES } from '#products/pipelines/domain/plan-file/limits.ts';
import type { Findings } from '#products/pipelines/domain/plan-file/problem.ts';
import type { Entry, Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

/** `<<` without quotes. */
export function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}

/** Y05. What a merge key names comes behind what is there; of a list, earlier mappings count first. */
export function mergeInto(
  entries: Map<string, Entry>,
  value: Value,
  { findings, copied }: { findings: Findings; copied: { count: number } },
): void {
  for (const one of value.kind === 'list' ? value.items : [value]) {
    if (one.kind !== 'mapping') {
      findings.refuse({ rule: 'Y01', at: value.at, message: 'a merge key (<<) takes a mapping or a list of mappings' });
      return;
    }
    copied.count += one.entries.size;
    if (copied.count > MOST_VALUES) return;
    for (const entry of one.entries.values()) if (!entries.has(entry.name)) entries.set(entry.name, entry);
  }
}
