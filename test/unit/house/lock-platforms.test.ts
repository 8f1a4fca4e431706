import { expect, test } from '@jest/globals';
import { platformOf } from '#infra/tools/lock-platforms/platform.ts';

test.each([
  ['@oxlint/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['@oxfmt/binding-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
  ['@oxfmt/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['@oxlint-tsgolint/darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@typescript/typescript-aix-ppc64', { os: ['aix'], cpu: ['ppc64'] }],
])('%s tells its platform', (name, platform) => {
  expect(platformOf(name, '1.2.3')).toEqual(platform);
});

test('what is no platform package, or has no exact version, is not made up', () => {
  expect(() => platformOf('bufferutil', '4.0.1')).toThrow('is no platform package');
  expect(() => platformOf('@x/binding-linux-x64-gnu', '^4.0.1')).toThrow('is no platform package');
});
