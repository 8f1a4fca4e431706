/** What of JSON Schema the settings' documentation reads. */
export interface SchemaNode {
  description?: string;
  /** It is one row, whatever is within. */
  whole?: boolean;
  default?: unknown;
  required?: string[];
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
}

export interface SettingRow {
  /** `people[].quiet.from` */
  paths: string[];
  meaning: string;
  /** What holds when it is left out; empty where the meaning says it. */
  otherwise: string;
}

interface Leaf {
  path: string;
  /** Where its words stand: what has the same is one row. */
  said?: { at: string; meaning: string };
  otherwise: string;
}

/** Each setting of the schema in its order, with its own words or those of what holds it. Throws for one without any. */
export function settingRows(schema: SchemaNode): SettingRow[] {
  const rows = new Map<string, { meaning: string; leaves: Map<string, string> }>();
  const known = new Set<string>();
  for (const { path, said, otherwise } of leavesOf(schema, { path: '', otherwise: '' })) {
    // Of several shapes the first one speaks.
    if (known.has(path)) continue;
    known.add(path);
    if (said === undefined) throw new Error(`the setting ${path} says nothing of itself: describe it where its product has its settings`);
    const row = rows.get(said.at) ?? { meaning: said.meaning, leaves: new Map<string, string>() };
    row.leaves.set(path, otherwise);
    rows.set(said.at, row);
  }
  return [...rows.values()].map(({ meaning, leaves }) => ({
    paths: [...leaves.keys()],
    meaning: meaning.replaceAll('|', '\\|'),
    otherwise: together([...leaves.values()]),
  }));
}

/** One for all, or each in its order. */
function together(otherwise: readonly string[]): string {
  const [first = '', ...more] = otherwise;
  return more.every((one) => one === first) ? first : otherwise.filter((one) => one !== '').join(', ');
}

function leavesOf(node: SchemaNode, outer: Leaf): Leaf[] {
  const said = node.description === undefined ? outer.said : { at: outer.path, meaning: node.description };
  const here: Leaf = { ...outer, ...(said === undefined ? {} : { said }), otherwise: textOf(node.default) ?? outer.otherwise };
  if (node.whole === true) return [{ ...here, path: `${here.path}[]` }];
  const parts = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((one) => leavesOf(one, here));
  const inside = Object.entries(node.properties ?? {}).flatMap(([key, one]) => leavesOf(one, within(node, key, here)));
  const items =
    (node.items?.properties ?? node.items?.oneOf) ? leavesOf(node.items ?? {}, { ...here, path: `${here.path}[]`, otherwise: '' }) : [];
  const below = [...inside, ...items, ...parts.filter(({ path }) => path !== here.path)];
  return below.length > 0 ? below : [here];
}

/** A key of an object; what the whole object is by default, its keys are. */
function within({ required = [], default: whole }: SchemaNode, key: string, { path, said }: Leaf): Leaf {
  const given = typeof whole === 'object' && whole !== null ? new Map<string, unknown>(Object.entries(whole)).get(key) : undefined;
  return {
    path: path === '' ? key : `${path}.${key}`,
    ...(said === undefined ? {} : { said }),
    otherwise: textOf(given) ?? (required.includes(key) ? '(needed)' : ''),
  };
}

/** A default in words; undefined where there is none, or it is told by its parts. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return value.toLocaleString('en');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return `\`${value}\``;
  if (!Array.isArray(value)) return undefined;
  return value.length === 0 ? 'none' : value.map((one) => textOf(one) ?? '').join(', ');
}
