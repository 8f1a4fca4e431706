import type { Json } from '#products/pipelines/domain/plan-file/plan.ts';
import type { Mapping, Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

export function objectOf({ entries }: Mapping): { [key: string]: Json } {
  // Unlike an assignment, this makes a property even of `__proto__`.
  return Object.fromEntries([...entries.values()].map(({ name, value }) => [name, jsonOf(value)]));
}

function jsonOf(value: Value): Json {
  switch (value.kind) {
    case 'null':
      return null;
    case 'list':
      return value.items.map(jsonOf);
    case 'mapping':
      return objectOf(value);
    case 'boolean':
    case 'number':
    case 'text':
      return value.value;
  }
}
