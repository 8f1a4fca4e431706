import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountNamed, accountOf, isAccountId, whoHas } from '#contexts/access/domain/account/id.ts';
import { inRecordWords, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { holderNamed } from '#contexts/access/domain/token/state.ts';
import { isId } from '#contexts/access/ids.ts';
import { operatorTokens, secretsGiven } from '#platform/config/secrets.ts';
import { readerOf } from '#platform/config/reader.ts';

const name = fc.stringMatching(/^[a-z0-9-]{1,40}$/);

test('W5 whoever can have a token or a key has an account on which what they do is noted', () => {
  fc.assert(
    fc.property(name, fc.constantFrom('client', 'agent'), (text, kind) => {
      const holder = holderNamed(`${kind}.${text}`);
      expect(holder !== undefined).toBe(isId('slug', text));
      if (holder !== undefined) expect(accountOf({ kind: holder.kind, id: holder.name })).toBe(`${kind}.${text}`);
      const read = readerOf({ OPERATOR_TOKENS: `${text}=${'a'.repeat(64)}`, AGENT_TOKENS: `${text}=${'a'.repeat(40)}` });
      const operators = Object.keys(operatorTokens(read));
      if (isId('slug', text)) expect(accountOf({ kind: 'operator', id: text })).toBe(`operator.${text}`);
      expect(operators).toEqual([text]);
      secretsGiven(read);
      if (isId('slug', text)) expect(read.done('right')).toBe('right');
      else expect(() => read.done('')).toThrow('the environment is not complete');
    }),
  );
  for (const odd of ['-x', 'x-', '-', 'a.b', '', 'operator.x']) expect(holderNamed(`client.${odd}`)).toBeUndefined();
});

test('W5 no two who act have one name on the record, and each is found by it', () => {
  const kinds = ['person', 'operator', 'client', 'agent'] as const;
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.constantFrom(...kinds), name, name, (kind, other, a, b) => {
      const one = { kind, id: a };
      expect(recordName(one) === recordName({ kind: other, id: b })).toBe(kind === other && a === b);
      expect((inRecordWords(recordName(one)) === undefined) === (kind === 'person')).toBe(true);
      if (!isAccountId(recordName(one))) return;
      expect(accountNamed(whoHas(recordName(one)))).toBe(recordName(one));
    }),
  );
});
