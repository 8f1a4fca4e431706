import { levels, type Level, type Output } from '#products/pipelines/domain/plan-file/plan.ts';
import { named } from '#products/pipelines/domain/plan-file/problem.ts';
import type { Here } from '#products/pipelines/domain/plan-file/rules/here.ts';
import { problemsOfPath } from '#products/pipelines/domain/plan-file/rules/output-path.ts';
import { entriesBeside, given, type Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

/** An output, and where in the text its path stands. */
export interface PlacedOutput extends Output {
  at: number;
}

/** O01 to O31. What an action leaves, as far as it can be read. */
export interface Outputs {
  at: number;
  /** That are there, be it without a path. */
  levels: readonly Level[];
  outputs: readonly PlacedOutput[];
}

export function readOutputs(value: Value, here: Here): Outputs | undefined {
  const { at } = value;
  if (value.kind !== 'mapping') return here.refuse({ rule: 'O01', at, message: `outputs of ${here.name} must be a mapping` });
  const there = levels.filter((level) => given(value, level) !== undefined);
  const others = entriesBeside(value, levels);
  if (there.length === 0) {
    const message = `at least one level is needed in outputs of ${here.name}`;
    return here.refuse({
      rule: others.length === 0 ? 'O02' : 'O04',
      at: others[0]?.at ?? at,
      message,
      hint: `Levels are ${levels.join(', ')}.`,
    });
  }
  for (const { name, at } of others)
    here.refuse({
      rule: 'O03',
      at,
      path: [name],
      message: `unexpected key ${named(name)} in outputs of ${here.name}`,
      hint: `Levels are ${levels.join(', ')}.`,
    });
  return { at, levels: there, outputs: there.flatMap((level) => readLevel(level, given(value, level), here)) };
}

function readLevel(level: Level, value: Value | undefined, here: Here): PlacedOutput[] {
  if (value?.kind !== 'mapping') {
    here.refuse({
      rule: 'O05',
      at: value?.at ?? 0,
      path: [level],
      message: `${level} of ${here.name} must be a mapping`,
      hint: 'Give each path a name: table: output/table.csv.',
    });
    return [];
  }
  return [...value.entries.values()].flatMap(({ name, value: { at, ...path } }) => {
    const place = { at, path: [level, name] };
    if (path.kind !== 'text') {
      here.refuse({ ...place, rule: 'O08', message: `output ${named(name)} of ${here.name} must be text` });
      return [];
    }
    for (const { message, ...problem } of problemsOfPath(path.value, level))
      here.refuse({ ...place, ...problem, message: `${message} (output ${named(name)} of ${here.name})` });
    return [{ level, name, path: path.value, at }];
  });
}
