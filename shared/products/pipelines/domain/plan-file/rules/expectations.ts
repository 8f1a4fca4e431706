import { named, type Findings } from '#products/pipelines/domain/plan-file/problem.ts';
import { entriesBeside, given, type Mapping, type Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

/** X01 to X07. Version 3 wants them, later ones refuse them, earlier ones do not look. */
export function checkExpectations(top: Mapping, version: number | undefined, findings: Findings): void {
  const { refuse } = findings;
  const path = ['expectations'];
  const value = given(top, 'expectations');
  if (version === undefined || version < 3) return;
  if (version >= 4) {
    if (value === undefined) return;
    const at = top.entries.get('expectations')?.at ?? value.at;
    return refuse({ rule: 'X06', at, path, message: 'expectations not supported from version 4 on', hint: 'Take the section out.' });
  }
  if (value === undefined) return refuse({ rule: 'X01', at: top.at, path, message: 'expectations needed in version 3' });
  if (value.kind !== 'mapping') return refuse({ rule: 'X01', at: value.at, path, message: 'expectations must be a mapping' });
  for (const { name, at } of entriesBeside(value, ['population_size']))
    refuse({ rule: 'X05', at, path: [...path, name], message: `unexpected key ${named(name)} in expectations` });
  checkPopulation(value, findings);
}

function checkPopulation(expectations: Mapping, { refuse }: Findings): void {
  const path = ['expectations', 'population_size'];
  const value = given(expectations, 'population_size');
  if (value === undefined) refuse({ rule: 'X03', at: expectations.at, path, message: 'population_size needed in expectations' });
  else if (!isNumber(value)) refuse({ rule: 'X04', at: value.at, path, message: 'population_size must be a number' });
}

function isNumber(value: Value): boolean {
  return value.kind === 'number' ? Number.isFinite(value.value) : value.kind === 'text' && /^\s*[+-]?\d+\s*$/.test(value.value);
}
