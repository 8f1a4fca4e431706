// No transformer: Node's own type stripping serves the sources, so what is tested is what runs.
export default {
  testEnvironment: 'node',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Bundles for the cloud carry packages of their own, which Jest would take for the project's.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  // Only so that a test that hangs ends: what is slow on a busy machine is not wrong.
  testTimeout: 300_000,
  testSequencer: './infra/tools/verify/longest-first.ts',
  // One more than Jest would take by itself: many tests wait for processes and clocks most of their time.
  maxWorkers: '100%',
  // Every test file leaves some of its modules behind in its process, and the larger a process is, the longer it takes to start another.
  workerIdleMemoryLimit: '400MB',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
};
