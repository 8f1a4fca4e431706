/** What one room may import. `values`: anything; `types`: `import type` only. Its own files are always allowed. */
export interface Fence {
  values: readonly Room[];
  types?: readonly Room[];
  /** npm packages; `one`: any, but only one SDK in a file (zod beside it). */
  packages: 'any' | 'one' | readonly string[];
  /** Node's own modules; `types`: `import type` only. */
  node: boolean | 'types';
}

export type Room =
  | 'kernel'
  | 'contexts'
  | 'domain'
  | 'application'
  | 'ports'
  | 'contracts'
  | 'adapters'
  | 'edge'
  | 'pages'
  | 'settings'
  | 'config'
  | 'handler'
  | 'wiring'
  | 'common wiring'
  | 'infra'
  | 'test';

/** Who may import whom (DESIGN, "Rooms"). `infra` and `test` are not fenced: they put everything together. */
export const fences: Partial<Record<Room, Fence>> = {
  kernel: { values: [], packages: [], node: false },
  // Of one another only those below (`contextsFromBelow`); never a product, an adapter, or what puts them together.
  contexts: { values: ['kernel'], packages: ['zod'], node: false },
  domain: { values: ['kernel', 'contexts'], packages: ['zod'], node: false },
  contracts: { values: ['kernel', 'contexts', 'domain'], packages: ['zod'], node: false },
  ports: { values: ['kernel', 'contexts', 'domain', 'contracts'], packages: [], node: false },
  application: { values: ['kernel', 'contexts', 'domain', 'ports', 'contracts'], types: ['settings'], packages: ['zod'], node: false },
  adapters: { values: ['kernel', 'contexts', 'ports', 'contracts', 'domain'], packages: 'one', node: true },
  edge: { values: ['kernel', 'contexts', 'domain', 'contracts'], types: ['application', 'ports', 'settings'], packages: 'one', node: true },
  pages: { values: ['kernel', 'contexts', 'domain', 'contracts'], types: ['settings'], packages: ['zod'], node: false },
  settings: { values: ['kernel', 'contexts', 'domain', 'contracts'], packages: ['zod'], node: false },
  config: { values: [], packages: ['zod'], node: false },
  handler: {
    values: ['application', 'edge', 'contracts', 'pages'],
    types: ['kernel', 'contexts', 'ports', 'domain', 'settings'],
    packages: ['zod'],
    node: 'types',
  },
  wiring: {
    values: [
      'kernel',
      'contexts',
      'domain',
      'application',
      'ports',
      'contracts',
      'adapters',
      'edge',
      'pages',
      'settings',
      'config',
      'common wiring',
    ],
    packages: 'any',
    node: true,
  },
  // What several entries, and the embedded system, put together alike.
  'common wiring': {
    values: [
      'kernel',
      'contexts',
      'domain',
      'application',
      'ports',
      'contracts',
      'adapters',
      'edge',
      'pages',
      'settings',
      'config',
      'handler',
    ],
    packages: 'any',
    node: true,
  },
};

/** From the ground up: each knows those before it. `telling` stands beside them, on the kernel alone: nobody knows it, and it knows nobody. */
export const contextsFromBelow: readonly string[] = ['access', 'calendar', 'intake', 'gates', 'backends', 'operations', 'plans', 'verdict'];

/** The first that fits. */
const folders: readonly (readonly [RegExp, Room])[] = [
  [/^shared\/kernel\//, 'kernel'],
  [/^shared\/contexts\//, 'contexts'],
  [/^shared\/domain\//, 'domain'],
  [/^shared\/application\//, 'application'],
  [/^shared\/ports\//, 'ports'],
  [/^shared\/contracts\//, 'contracts'],
  [/^shared\/adapters\//, 'adapters'],
  [/^shared\/edge\//, 'edge'],
  [/^shared\/pages\//, 'pages'],
  [/^shared\/settings(\.ts$|\/)/, 'settings'],
  [/^shared\/config(\.ts$|\/)/, 'config'],
  [/^shared\/wiring\//, 'common wiring'],
  [/^functions\/([^/]+\/)?[^/]+$/, 'wiring'],
  [/^infra\//, 'infra'],
  [/^test\//, 'test'],
];

/** The room of a file, by its path from the root with `/`; undefined where nothing is foreseen. */
export function roomOf(file: string): Room | undefined {
  if (/^functions\/[^/]+\//.test(file) && !/^functions\/[^/]+\/(index|wiring)\.ts$/.test(file)) return 'handler';
  return folders.find(([pattern]) => pattern.test(file))?.[1];
}
