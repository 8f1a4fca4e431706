import { describe, expect, test } from '@jest/globals';
import { ConfigError, readCloudConfig, readEmbeddedConfig, type Environment } from '#platform/config.ts';

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const base64 = Buffer.alloc(32, 7).toString('base64');
const whole: Environment = {
  K_SERVICE: 'sweep',
  GOOGLE_CLOUD_PROJECT: 'p',
  REHEARSAL_LOCATION: 'europe-west1',
  FUNCTIONS_URL: 'https://f.example.org',
  REHEARSAL_SETTINGS: 's.json',
  OUTPUT_BUCKET: 'b',
  CALLER_AUDIENCE: 'a',
  TASKS_SERVICE_ACCOUNT: 't@x',
  SCHEDULER_SERVICE_ACCOUNT: 's@x',
  EVENTS_SERVICE_ACCOUNT: 'e@x',
  SMTP_URL: 'smtps://mail.example.org',
  GITHUB_TOKEN: 'g',
  WEBHOOK_SECRETS: `whsec_${base64}, whsec_${base64}`,
  PULL_REQUEST_SECRETS: 'first-secret-of-16, second-secret-of-16',
  STATEMENT_KEYS: '2026-12-01=MC4CAQAwBQYDK2VwBCIEINoRRsPNCTiXf1wQyqm/UIug+D8f+WcAgdtV/QjPayuY',
  LINK_KEYS: base64,
  AGENT_TOKENS: `backup=${'a'.repeat(32)},backup=${'b'.repeat(32)}`,
};

describe('config', () => {
  test('E1 nothing set: port 8080, ./data, real time, no secrets', () => {
    expect(readEmbeddedConfig({})).toMatchObject({
      runtime: 'embedded',
      port: 8080,
      data: './data',
      timeScale: 1,
      secrets: { webhookSecrets: undefined, linkKeys: undefined },
    });
    expect(readEmbeddedConfig({ PORT: '0', REHEARSAL_DATA: 'd', REHEARSAL_TIME_SCALE: '1440', SMTP_URL: ' ' })).toMatchObject({
      port: 0,
      data: 'd',
      timeScale: 1440,
      smtpUrl: undefined,
    });
  });

  test('X3 every missing name at once, and no value in the message', () => {
    const problems = problemsOf(() => readCloudConfig({ LINK_KEYS: 'short-secret' }));
    const needed = Object.keys(whole).filter((name) => name !== 'K_SERVICE' && name !== 'LINK_KEYS');
    expect(
      problems
        .map((problem) => problem.split(' is missing')[0] ?? '')
        .filter((name) => needed.includes(name))
        .toSorted(),
    ).toEqual(needed.toSorted());
    expect(problems).toContain('LINK_KEYS: entry 1 must be the base64 of 32 bytes or more');
    expect(problems.join()).not.toContain('short-secret');
  });

  test('X3 two secrets may be valid at once', () => {
    expect(readCloudConfig(whole)).toMatchObject({
      runtime: 'cloud',
      secrets: { webhookSecrets: [`whsec_${base64}`, `whsec_${base64}`], agentTokens: { backup: ['a'.repeat(32), 'b'.repeat(32)] } },
    });
  });

  test('E4 the time scale is refused outside the embedded system', () => {
    expect(problemsOf(() => readCloudConfig({ ...whole, REHEARSAL_TIME_SCALE: '2' }))).toEqual([
      'REHEARSAL_TIME_SCALE belongs to the embedded system only',
    ]);
  });

  test.each(['-1', '1e3', '65536', '80.5', 'http'])('PORT=%s is refused', (port) => {
    expect(problemsOf(() => readEmbeddedConfig({ PORT: port, SMTP_URL: 'http://x' }))).toEqual([
      'PORT must be a whole number from 0 to 65535',
      'SMTP_URL must be an smtp:// or smtps:// address',
    ]);
  });
});
