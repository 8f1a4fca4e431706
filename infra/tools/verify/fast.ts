/** Paths of the tests that need neither a server process nor an emulator nor a browser, for Jest. */
export const FAST: readonly string[] = [
  'test/unit/',
  'test/contract/store/(sqlite|expiry)',
  'test/contract/queue/(embedded|embedded-durable)\\.test',
  'test/contract/sheet/csv-(sheet|file|in-turn|rewrites)',
  'test/contract/output-store/folder',
];
