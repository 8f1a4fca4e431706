import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMasker } from '#infra/agent/mask.ts';

const SECRET = 'S3cr3t+with/odd"chars%and=ends';
const PEM = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\nAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n-----END KEY-----\n';

/** Through the masker in pieces that are cut there. */
function through(text: string, cuts: readonly number[], ...secrets: string[]): string {
  const masker = createMasker(secrets.map((secret) => Buffer.from(secret)));
  const bytes = Buffer.from(text);
  const out: Buffer[] = [];
  let from = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    out.push(masker.push(bytes.subarray(from, cut)));
    from = Math.max(from, cut);
  }
  return Buffer.concat([...out, masker.end()]).toString();
}

const forms = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
  encodeURIComponent(secret),
  JSON.stringify(secret),
];

describe('R12 named secrets are taken out at the agent', () => {
  test('R12 wherever the stream is cut, at every byte, in every spelling', () => {
    for (const form of forms(SECRET)) {
      const text = `before ${form} after\n`;
      for (let cut = 0; cut <= text.length; cut += 1) expect(through(text, [cut], SECRET)).toMatch(/^before "?\*\*\*=?=?"? after\n$/);
      expect(
        through(
          text,
          Array.from({ length: text.length }, (_, at) => at),
          SECRET,
        ),
      ).not.toContain(form);
    }
  });

  test('R12 wherever a line cuts it, and however often; the lines stay as many', () => {
    for (let cut = 1; cut < SECRET.length; cut += 1)
      for (const end of ['\n', '\r\n'])
        expect(through(`x${SECRET.slice(0, cut)}${end}${SECRET.slice(cut)}y`, [cut], SECRET)).toBe('x***\ny');
    expect(through(`a\n${[...SECRET].join('\n')}\nz`, [], SECRET).split('\n')).toHaveLength(SECRET.length + 2);
  });

  test('R12 of several lines: whole, each line of it, and as wrapped base64', () => {
    expect(through(`key: ${PEM}end`, [], PEM)).not.toMatch(/MIIE|AASC/);
    expect(through('only AASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj here', [], PEM)).toBe('only *** here');
    const wrapped = Buffer.from(PEM.trim())
      .toString('base64')
      .replaceAll(/(.{20})/g, '$1\n');
    expect(through(wrapped, [33], PEM).replaceAll(/[*\n]/g, '').length).toBeLessThan(4);
  });

  test('R12 inside of something that is encoded, at any place of it', () => {
    for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
      const encoded = Buffer.from(`${before}${SECRET}:more`).toString('base64');
      expect(Buffer.from(through(encoded, [], SECRET).replaceAll('***', ''), 'base64').toString()).not.toContain(SECRET.slice(2, -2));
      expect(through(encoded, [], SECRET)).toContain('***');
    }
  });

  test('R12 what is not the secret goes through byte for byte, and its beginnings are not lost', () => {
    expect(through(`${SECRET.slice(0, -1)}\n${SECRET.slice(0, 3)}`, [5, 9], SECRET)).toBe(`${SECRET.slice(0, -1)}\n${SECRET.slice(0, 3)}`);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat(300)), (bytes, cuts) => {
        const masker = createMasker([Buffer.from('never-in-there')]);
        const parts: Buffer[] = [];
        let from = 0;
        for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
          parts.push(masker.push(Buffer.from(bytes.subarray(from, cut))));
          from = Math.max(from, cut);
        }
        expect(Buffer.concat([...parts, masker.end()]).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  test('R12 secrets among each other, and such as hold themselves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ababab', 'abcabc', 'xx', '\n', 'ab'), { maxLength: 30 }),
        fc.array(fc.nat(100)),
        (words, cuts) => {
          const said = through(words.join(''), cuts, 'ababab', 'abcabcab').replaceAll('\n', '');
          expect(said).not.toMatch(/ababab|abcabcab/);
        },
      ),
    );
  });
});
