import { z } from 'zod';

/** How a field of an operation is typed in a form. */
export type AskField = { name: string; required: boolean } & AskKind;

type AskKind =
  | { as: 'line' | 'text'; max?: number }
  | { as: 'number'; min?: number; max?: number }
  /** `always`: one that is not ticked says no; otherwise it says nothing. */
  | { as: 'tick'; always: boolean }
  /** `named`: each is the name of something, and is shown as it is. */
  | { as: 'choice'; options: readonly string[]; named?: true }
  /** `mayBeEmpty`: none is an answer, too. */
  | { as: 'several'; options: readonly string[]; mayBeEmpty: boolean; named?: true }
  /** One a line. */
  | { as: 'lines'; mayBeEmpty: boolean }
  /** `name=number`, one a line; JSON. */
  | { as: 'pairs' | 'json' };

/** What of a JSON schema forms are made of. */
interface Node {
  type?: string;
  const?: unknown;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  minItems?: number;
  items?: Node;
  properties?: Readonly<Record<string, Node>>;
  required?: readonly string[];
  additionalProperties?: Node | false;
}

const read = new WeakMap<z.ZodType, readonly AskField[]>();

/** The fields of what is asked for, of its schema alone, in its order. */
export function askFields(schema: z.ZodType): readonly AskField[] {
  const known = read.get(schema);
  if (known !== undefined) return known;
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
  const fields = Object.entries(properties)
    .filter(([name]) => name !== 'operation')
    .map(([name, node]): AskField => ({ name, required: required.includes(name), ...kindOf(node, required.includes(name)) }));
  read.set(schema, fields);
  return fields;
}

/** Longer ones are typed in several lines. */
const LINE = 200;

function kindOf(node: Node, isRequired: boolean): AskKind {
  const { type, const: only, enum: options, minimum, maximum, maxLength, items, minItems = 0, additionalProperties } = node;
  const mayBeEmpty = isRequired && minItems === 0;
  if (type === 'boolean') return { as: 'tick', always: only === undefined };
  if (typeof only === 'string') return { as: 'choice', options: [only] };
  if (options !== undefined) return { as: 'choice', options };
  switch (type) {
    case 'string':
      return { as: (maxLength ?? 0) > LINE ? 'text' : 'line', ...(maxLength === undefined ? {} : { max: maxLength }) };
    case 'integer':
    case 'number':
      return { as: 'number', ...(minimum === undefined ? {} : { min: minimum }), ...(maximum === undefined ? {} : { max: maximum }) };
    case 'array':
      return items?.enum === undefined ? { as: 'lines', mayBeEmpty } : { as: 'several', options: items.enum, mayBeEmpty };
    case undefined:
    default:
      return { as: typeof additionalProperties === 'object' ? 'pairs' : 'json' };
  }
}
