import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { startIntake } from '#test/support/apps-script/intake-server.ts';

const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const guide = path.resolve(import.meta.dirname, '../../../docs/guide');

function missing(): string[] {
  return ['openssl', 'curl', 'od'].filter((program) => {
    try {
      execFileSync('sh', ['-c', `command -v ${program}`]);
      return false;
    } catch {
      return true;
    }
  });
}

const wanting = missing();
if (wanting.length > 0) console.warn(`The guide's script is NOT run: there is no ${wanting.join(', ')}`);

test('what the guide runs needs programs that are there where tests are run by a machine', () => {
  if (process.env['CI'] !== undefined) expect(wanting).toEqual([]);
});

(wanting.length > 0 ? test.skip : test)('the guide’s first request is accepted, and refused with another secret', async () => {
  const intake = await startIntake([SECRET]);
  intake.time.now = Date.now();
  const send = async (secret: string): Promise<string> => {
    const given = [path.join(guide, 'send-request.sh'), new URL(intake.url).origin, path.join(guide, 'request.example.json')];
    const { stdout } = await promisify(execFile)('sh', given, { env: { ...process.env, WEBHOOK_SECRET: secret } });
    return stdout.trim().split('\n').at(-1) ?? '';
  };
  try {
    expect(await send(`whsec_${Buffer.alloc(32, 4).toString('base64')}`)).toBe('401');
    expect(await send(SECRET)).toBe('201');
    expect(await intake.requests()).toHaveLength(1);
  } finally {
    await intake.close();
  }
});
