/** What a file of one kind may import. `values`: anything; `types`: `import type` only. Its own kind is always allowed. */
export interface Fence {
  values: readonly Part[];
  types?: readonly Part[];
  /** npm packages; `one`: any, but only one SDK in a file (zod beside it). */
  packages: 'any' | 'one' | readonly string[];
  /** Node's own modules; `types`: `import type` only. */
  node: boolean | 'types';
}

/** What a file is, in whichever room it lies: rooms are alike inside. How rooms lie above one another says floors.ts. */
export type Part =
  | 'kernel'
  | 'html'
  | 'domain'
  | 'app'
  | 'ports'
  | 'contracts'
  | 'platform'
  | 'doors'
  | 'pages'
  | 'settings'
  | 'config'
  | 'handler'
  | 'wiring'
  | 'common wiring'
  | 'infra'
  | 'test';

/** Who may import whom (DESIGN, "Rooms"). `infra` and `test` are not fenced: they put everything together. */
export const fences: Partial<Record<Part, Fence>> = {
  kernel: { values: [], packages: [], node: false },
  html: { values: ['kernel'], packages: [], node: false },
  // Packages that compute from their arguments alone: schemas, YAML, the words of a shell.
  domain: { values: ['kernel'], packages: ['zod', 'yaml', 'shlex', 'croner'], node: false },
  contracts: { values: ['kernel', 'domain'], packages: ['zod'], node: false },
  ports: { values: ['kernel', 'domain', 'contracts'], packages: [], node: false },
  app: { values: ['kernel', 'domain', 'ports', 'contracts'], types: ['settings'], packages: ['zod'], node: false },
  platform: { values: ['kernel', 'ports', 'contracts', 'domain'], packages: 'one', node: true },
  doors: { values: ['kernel', 'domain', 'contracts'], types: ['app', 'ports', 'settings'], packages: 'one', node: true },
  pages: { values: ['kernel', 'html', 'domain', 'contracts'], types: ['settings'], packages: ['zod'], node: false },
  settings: { values: ['kernel', 'domain', 'contracts'], packages: ['zod'], node: false },
  config: { values: ['kernel'], packages: ['zod'], node: false },
  handler: {
    values: ['html', 'app', 'doors', 'contracts', 'pages'],
    types: ['kernel', 'ports', 'domain', 'settings'],
    packages: ['zod'],
    node: 'types',
  },
  wiring: {
    values: ['kernel', 'html', 'domain', 'app', 'ports', 'contracts', 'platform', 'doors', 'pages', 'settings', 'config', 'common wiring'],
    packages: 'any',
    node: true,
  },
  // What several entries, and the embedded system, put together alike.
  'common wiring': {
    values: ['kernel', 'html', 'domain', 'app', 'ports', 'contracts', 'platform', 'doors', 'pages', 'settings', 'config', 'handler'],
    packages: 'any',
    node: true,
  },
};

const ROOM = '^shared/(?:contexts|products)/[^/]+/';

/** The first that fits. */
const places: readonly (readonly [RegExp, Part])[] = [
  [/^shared\/kernel\//, 'kernel'],
  [/^shared\/html\//, 'html'],
  [new RegExp(`${ROOM}(?:domain|kinds)/`), 'domain'],
  [new RegExp(`${ROOM}app/`), 'app'],
  [new RegExp(`${ROOM}ports(?:\\.ts$|/)`), 'ports'],
  [new RegExp(`${ROOM}pages/`), 'pages'],
  [new RegExp(`${ROOM}settings(?:\\.ts$|/)`), 'settings'],
  [new RegExp(`${ROOM}(?:contracts/|stored/|[^/]+\\.ts$)`), 'contracts'],
  [/^shared\/doors\/(contracts|functions)\//, 'contracts'],
  [/^shared\/doors\//, 'doors'],
  [/^shared\/platform\/config(\.ts$|\/)/, 'config'],
  [/^shared\/platform\//, 'platform'],
  [/^functions\/wiring\//, 'common wiring'],
  [/^functions\/([^/]+\/)?[^/]+$/, 'wiring'],
  [/^infra\//, 'infra'],
  [/^test\//, 'test'],
];

/** What a file is, by its path from the root with `/`; undefined where nothing is foreseen. */
export function partOf(file: string): Part | undefined {
  if (/^functions\/(?!wiring\/)[^/]+\//.test(file) && !/^functions\/[^/]+\/(index|wiring)\.ts$/.test(file)) return 'handler';
  return places.find(([pattern]) => pattern.test(file))?.[1];
}
