import { describe, expect, test } from '@jest/globals';
import { recordOf } from '#infra/cli/evidence/envelope.ts';
import { isSaid, judgeFile, type Judged } from '#infra/cli/evidence/judge.ts';
import { readKeys } from '#infra/cli/evidence/keys.ts';
import { createStatementSigner } from '#platform/statement-signer.ts';
import { envelopeOf, fileOf, forge, newKey, payloadOf } from '#test/support/evidence.ts';
import { SHA } from '#test/support/given-request.ts';
import { approves, runPasses, running } from '#test/support/request-steps.ts';

const state = approves(runPasses(running())).state;
const [key, other] = [newKey('2020-01-01'), newKey('2020-01-01')];
const file = fileOf(state, [key.entry]);
const [ran = '', approved = ''] = file.trim().split('\n');

function judged(
  text: string,
  entries: readonly string[] = [key.entry],
  commit = SHA,
  former: Parameters<typeof createStatementSigner>[1] = [],
): Judged[] {
  return judgeFile(text, readKeys(JSON.stringify(createStatementSigner(entries, former).keyFile())), { commit });
}

function wrongs(all: readonly Judged[]): string[] {
  return all.flatMap((one) => ('wrong' in one ? [one.wrong] : []));
}

function altered(line: string, change: (statement: Record<string, unknown>) => void): string {
  const statement = JSON.parse(payloadOf(line)) as Record<string, unknown>;
  change(statement);
  return JSON.stringify(statement);
}

describe('A8 forgeries are refused', () => {
  test('A8 what is no forgery is not', () => {
    expect(judged(file).map((one) => isSaid(one) && [one.is, one.result, one.commit])).toEqual([
      ['ran', 'PASSED', SHA],
      ['approved', 'PASSED', SHA],
    ]);
  });

  test('A8 1: a good signature under another artifact', () => {
    expect(wrongs(judged(file, [key.entry], 'b'.repeat(40)))).toEqual([
      `it is about ${SHA}, not ${'b'.repeat(40)}`,
      `it is about ${SHA}, not ${'b'.repeat(40)}`,
    ]);
  });

  test('A8 2: the base64 text was signed, not the bytes', () => {
    const payload = payloadOf(ran);
    const text = forge(key.privateKey, payload, { signed: Buffer.from(payload).toString('base64') });
    expect(wrongs(judged(text))).toEqual(['none of the given keys has signed it']);
  });

  test('A8 3: another payload type, signed as such, or put over a signature', () => {
    const signedAsSuch = forge(key.privateKey, payloadOf(ran), { type: 'application/json' });
    const putOver = JSON.stringify({
      ...envelopeOf(forge(key.privateKey, payloadOf(ran), { type: 'text/plain' })),
      payloadType: 'application/vnd.in-toto+json',
    });
    expect(wrongs(judged(signedAsSuch))).toEqual(['it holds "application/json", not application/vnd.in-toto+json']);
    expect(wrongs(judged(putOver))).toEqual(['none of the given keys has signed it']);
  });

  test('A8 4: a copy beside the envelope says something else, and is not read', () => {
    const copy = recordOf(JSON.parse(altered(ran, (statement) => (statement['subject'] = [{ digest: { gitCommit: 'b'.repeat(40) } }]))));
    const text = forge(key.privateKey, payloadOf(ran), { beside: { statement: copy, ...copy } });
    expect(judged(text).map((one) => isSaid(one) && one.commit)).toEqual([SHA]);
    expect(wrongs(judged(text, [key.entry], 'b'.repeat(40)))).toHaveLength(1);
  });

  test('A8 5: a key of somebody else, whatever keyid it gives itself', () => {
    const { keyid } = createStatementSigner([key.entry]).keyFile().keys[0] ?? {};
    const text = envelopeOf(forge(other.privateKey, payloadOf(ran)));
    const signatures = text.signatures.map(({ sig }) => ({ sig, keyid }));
    expect(wrongs(judged(JSON.stringify({ ...text, signatures })))).toEqual(['none of the given keys has signed it']);
  });

  test('A8 6: a key that signed no more by then, and one that is revoked', () => {
    const late = newKey('2010-01-01');
    const until = {
      public: late.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      from: '2010-01-01',
      until: '2011-01-01',
    };
    expect(wrongs(judged(fileOf(state, [late.entry]), [key.entry], SHA, [until]))[0]).toMatch(
      /^its key signed nothing of after 2011-01-01/,
    );
    const revoked = { ...until, until: '2999-01-01', revoked: '2026-01-01' };
    expect(wrongs(judged(fileOf(state, [late.entry]), [key.entry], SHA, [revoked]))[0]).toMatch(/^its key was revoked/);
  });

  test('A8 7: two subjects, or none', () => {
    const two = altered(
      ran,
      (statement) => (statement['subject'] = [...(statement['subject'] as object[]), { digest: { gitCommit: 'b'.repeat(40) } }]),
    );
    const none = altered(ran, (statement) => (statement['subject'] = []));
    expect(wrongs(judged(forge(key.privateKey, two)))).toEqual(['it has 2 subjects, not one']);
    expect(wrongs(judged(forge(key.privateKey, none)))).toEqual(['it has 0 subjects, not one']);
  });

  test('A8 8: another _type, or another kind of predicate', () => {
    const older = altered(ran, (statement) => (statement['_type'] = 'https://in-toto.io/Statement/v0.1'));
    const slsa = altered(ran, (statement) => (statement['predicateType'] = 'https://slsa.dev/provenance/v1'));
    expect(wrongs(judged(forge(key.privateKey, older)))[0]).toMatch(/Statement\/v0\.1", not https:/);
    expect(wrongs(judged(forge(key.privateKey, slsa)))[0]).toMatch(/of another kind/);
  });

  test('A8 an approval without what it rests on, or with the statement of another run', () => {
    expect(wrongs(judged(approved))).toEqual(['what it rests on is not in this file']);
    const better = forge(
      key.privateKey,
      altered(ran, (statement) => Object.assign(statement['predicate'] as object, { result: 'WARNED' })),
    );
    expect(wrongs(judged(`${better}\n${approved}`))).toEqual(['what it rests on is not in this file']);
  });

  test('A8 what is no envelope at all', () => {
    for (const text of [
      '{}',
      'null',
      '[]',
      'x',
      '{"payloadType":"application/vnd.in-toto+json","payload":"$","signatures":[{"sig":"AA=="}]}',
    ])
      expect(wrongs(judged(text))).toHaveLength(1);
    expect(judged('\n')).toEqual([]);
  });
});

describe('A8 what is good is taken as others write it', () => {
  test('A8 both base64 alphabets, with and without padding, in one line or many', () => {
    const envelope = envelopeOf(ran);
    const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const as = (write: (text: string) => string): string =>
      JSON.stringify(
        { ...envelope, payload: write(envelope.payload), signatures: envelope.signatures.map(({ sig }) => ({ sig: write(sig) })) },
        null,
        2,
      );
    for (const text of [as(urlSafe), as((one) => one), as((one) => one.replaceAll('=', ''))]) expect(wrongs(judged(text))).toEqual([]);
  });

  test('A8 old statements verify for ever against old keys that are listed; the newest key signs', () => {
    const keys = [newKey('2999-01-01'), key];
    const entries = keys.map(({ entry }) => entry);
    expect(wrongs(judged(file, entries))).toEqual([]);
    const { keys: listed } = createStatementSigner(entries).keyFile();
    expect(listed.map(({ from, until }) => [from, until])).toEqual([
      ['2999-01-01T00:00:00.000Z', undefined],
      ['2020-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'],
    ]);
    const former = {
      public: key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      from: '2020-01-01',
      until: '2999-01-01',
    };
    expect(wrongs(judged(file, [keys[0]?.entry ?? ''], SHA, [former]))).toEqual([]);
  });

  test('A8 one key alone: as PEM, as DER, as its 32 bytes', () => {
    const der = key.publicKey.export({ type: 'spki', format: 'der' });
    const texts = [
      key.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      der.toString('base64'),
      der.subarray(-32).toString('base64'),
    ];
    for (const text of texts) expect(wrongs(judgeFile(file, readKeys(text), { commit: SHA }))).toEqual([]);
    for (const text of ['', '{}', '{"keys":[{}]}', 'MIIB']) expect(readKeys(text)).toEqual([]);
  });
});
