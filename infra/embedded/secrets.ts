import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Secrets } from '#platform/config.ts';

/** The embedded system's secrets: those of every installation, and the key with which it proves its own callers. */
export interface EmbeddedSecrets extends Secrets {
  /** PKCS #8 PEM of the local identity's RSA key: signs (RS256) the tokens that Google's identity would sign in the cloud. */
  identityKey: string;
}

export interface KeptSecrets {
  secrets: EmbeddedSecrets;
  file: string;
  /** What a person at the terminal should know, such as tightened rights. */
  notices: string[];
}

const FILE_MODE = 0o600;
const texts = z.array(z.string().min(32)).min(1);
const kept = z.strictObject({
  webhookSecrets: texts,
  // Folders of before there was this one have none: then the host's events are not believed, until the environment gives one.
  pullRequestSecrets: texts.default([]),
  linkKeys: texts,
  // Folders of before there were statements have none: one is made (A8).
  statementKeys: z.array(z.string().min(32)).default([]),
  agentTokens: z.record(z.string(), texts),
  identityKey: z.string().startsWith('-----BEGIN PRIVATE KEY-----'),
}) satisfies z.ZodType<EmbeddedSecrets>;

/**
 * Secrets of the data folder, made when there are none yet (E3); what the environment gives goes before them and is not kept.
 * Two processes that start at once get the same ones. A file that others may read is tightened, with a notice; a broken one
 * throws, and is never replaced: that would kill every link in every mail.
 */
export async function keepSecrets(
  data: string,
  given: Partial<{ [name in keyof Secrets]: Secrets[name] | undefined }> = {},
): Promise<KeptSecrets> {
  const file = path.resolve(data, 'secrets.json');
  await mkdir(data, { recursive: true, mode: 0o700 });
  const made = (await exists(file)) ? false : await makeOnce(file);
  const notices = [...(made ? [`made new secrets in ${file}`] : []), ...(await tighten(file))];
  const own = await withStatementKey(file, await read(file));
  const secrets: EmbeddedSecrets = {
    webhookSecrets: given.webhookSecrets ?? own.webhookSecrets,
    pullRequestSecrets: given.pullRequestSecrets ?? own.pullRequestSecrets,
    linkKeys: given.linkKeys ?? own.linkKeys,
    statementKeys: given.statementKeys ?? own.statementKeys,
    agentTokens: { ...own.agentTokens, ...given.agentTokens },
    identityKey: own.identityKey,
  };
  return { secrets, file, notices };
}

/** Added to a file of before there were any: nothing was signed yet that another key would make worthless. */
async function withStatementKey(file: string, own: EmbeddedSecrets): Promise<EmbeddedSecrets> {
  if (own.statementKeys.length > 0) return own;
  const more = { ...own, statementKeys: [newStatementKey()] };
  const draft = draftOf(file);
  await writeFile(draft, textOf(more), { mode: FILE_MODE, flag: 'wx', flush: true });
  await rename(draft, file);
  return more;
}

/** Signs from today on; the day is the wall's. */
function newStatementKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const day = new Date().toISOString().slice(0, 10);
  return `${day}=${privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')}`;
}

function draftOf(file: string): string {
  return `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
}

function textOf(secrets: EmbeddedSecrets): string {
  return `${JSON.stringify(secrets, null, 2)}\n`;
}

/** Whole or not at all, and only by the first: the file gets its name by a link, which fails when the name is taken. */
async function makeOnce(file: string): Promise<boolean> {
  const draft = draftOf(file);
  await writeFile(draft, textOf(newSecrets()), { mode: FILE_MODE, flag: 'wx', flush: true });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function newSecrets(): EmbeddedSecrets {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    webhookSecrets: [`whsec_${randomBytes(32).toString('base64')}`],
    pullRequestSecrets: [randomBytes(32).toString('hex')],
    linkKeys: [randomBytes(32).toString('base64')],
    statementKeys: [newStatementKey()],
    agentTokens: { local: [randomBytes(32).toString('base64url')] },
    identityKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

async function tighten(file: string): Promise<string[]> {
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0) return [];
  await chmod(file, FILE_MODE);
  return [`${file} could be read by others; now only its owner can read it. Change the secrets if others use this machine.`];
}

async function read(file: string): Promise<EmbeddedSecrets> {
  const parsed = kept.safeParse(json(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'the file'))];
  throw new Error(
    `${file} is not a secrets file (${fields.join(', ')}). Restore it, or remove it to make new secrets: links in earlier mails then stop working.`,
  );
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
}

/** No `instanceof`: under Jest, errors of Node's own come from another realm. */
function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
