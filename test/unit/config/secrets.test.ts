import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPrivateKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { keepSecrets } from '#infra/embedded/secrets.ts';
import { readEmbeddedConfig } from '#platform/config.ts';

let data: string;
beforeEach(async () => {
  data = path.join(await mkdtemp(path.join(tmpdir(), 'rehearsal-secrets-')), 'data');
});
afterEach(() => rm(path.dirname(data), { recursive: true }));

describe('embedded secrets', () => {
  test('E3 are made at first start, kept, and only their owner reads them', async () => {
    const first = await keepSecrets(data);
    const second = await keepSecrets(data);
    expect(second.secrets).toEqual(first.secrets);
    expect([first.notices.length, second.notices]).toEqual([1, []]);
    expect((await stat(first.file)).mode & 0o777).toBe(0o600);
    expect((await stat(data)).mode & 0o077).toBe(0);
    expect(createPrivateKey(first.secrets.identityKey).asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
  });

  test('E3 processes that start at once get the same secrets, and leave no drafts', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => keepSecrets(data)));
    for (const one of all) expect(one.secrets).toEqual(all[0]?.secrets);
    expect(await readdir(data)).toEqual(['secrets.json']);
  });

  test('E3 what is made would be accepted from the environment, and goes before what is kept', async () => {
    const { secrets } = await keepSecrets(data);
    const given = readEmbeddedConfig({
      WEBHOOK_SECRETS: secrets.webhookSecrets.join(),
      PULL_REQUEST_SECRETS: secrets.pullRequestSecrets.join(),
      LINK_KEYS: secrets.linkKeys.join(),
      STATEMENT_KEYS: secrets.statementKeys.join(),
      AGENT_TOKENS: `local=${secrets.agentTokens['local']?.[0]}`,
    }).secrets;
    const { identityKey: _key, ...made } = secrets;
    expect(given).toEqual(made);
    expect((await keepSecrets(data, { linkKeys: ['other'] })).secrets).toEqual({ ...secrets, linkKeys: ['other'] });
    expect((await keepSecrets(data)).secrets).toEqual(secrets);
  });

  test('E3 a folder of before there was a secret for the code host keeps its others, and believes no event', async () => {
    const { file, secrets } = await keepSecrets(data);
    const { pullRequestSecrets: _none, ...older } = secrets;
    await writeFile(file, JSON.stringify(older));
    expect((await keepSecrets(data)).secrets).toEqual({ ...secrets, pullRequestSecrets: [] });
  });

  test('A8 a folder of before there were statements gets a key for them, once, and keeps its others', async () => {
    const { file, secrets } = await keepSecrets(data);
    const { statementKeys: _none, ...older } = secrets;
    await writeFile(file, JSON.stringify(older), { mode: 0o600 });
    const first = await keepSecrets(data);
    expect(first.secrets).toEqual({ ...older, statementKeys: [expect.stringMatching(/^\d{4}-\d{2}-\d{2}=MC4CAQAwBQYDK2VwBCIEI/)] });
    expect((await keepSecrets(data)).secrets).toEqual(first.secrets);
    expect([await readdir(data), (await stat(file)).mode & 0o777]).toEqual([['secrets.json'], 0o600]);
  });

  test('X3 wider rights are tightened with a notice', async () => {
    const { file, secrets } = await keepSecrets(data);
    await chmod(file, 0o644);
    const again = await keepSecrets(data);
    expect(again.secrets).toEqual(secrets);
    expect(again.notices.join()).toContain('could be read by others');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test.each(['', '{', '[]', '{"linkKeys":["x"]}'])(
    'X3 a broken file (%s) stops the start, shows no secret, and is left alone',
    async (text) => {
      const { file } = await keepSecrets(data);
      await writeFile(file, text);
      await expect(keepSecrets(data)).rejects.toThrow(/is not a secrets file/);
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );
});
