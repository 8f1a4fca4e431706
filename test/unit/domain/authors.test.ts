import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sameMailbox } from '#kernel/address.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import { authorsAmong, isAuthor } from '#contexts/gates/domain/authors.ts';
import { answers, begin, does, allGates, mailsTo, SHA, type Story } from '#test/support/given-request.ts';
import { sampleSubmission } from '#test/support/sample-request.ts';

const ana: Person = { id: 'ana', name: 'Ana', email: 'ana@example.org', githubLogin: 'ana-admin', roles: ['admin'] };
const by = (email: string, githubLogin: string) => sampleSubmission({ contributor: { name: 'C', email, githubLogin } });
const none = { logins: [], people: [] };

describe('G11 whoever wrote the change is its author', () => {
  test.each([
    ['ana@example.org', true],
    ['ANA@Example.ORG', true],
    ['ana+me@example.org', true],
    ['Ana+a+b@example.org', true],
    ['a.na@example.org', false],
    ['bana@example.org', false],
    ['ana@example.com', false],
  ])('G11 a form that is sent from %s is hers: %s', (email, hers) => {
    expect(isAuthor(ana, { submission: by(email, 'someone'), authors: none })).toBe(hers);
  });

  test('G11 dots are nothing where the provider says so, and there alone', () => {
    expect(sameMailbox('ana.b+x@gmail.com', 'AnaB@googlemail.com')).toBe(true);
    expect(sameMailbox('ana.b@example.org', 'anab@example.org')).toBe(false);
    fc.assert(
      fc.property(fc.emailAddress(), fc.constantFrom('', '+tag', '+a+b'), fc.boolean(), (address, tag, isLoud) => {
        const at = address.lastIndexOf('@');
        const spelt = `${address.slice(0, at)}${address.startsWith('+') ? '' : tag}${address.slice(at)}`;
        expect(sameMailbox(address, isLoud ? spelt.toUpperCase() : spelt)).toBe(true);
      }),
    );
  });

  test('G11 a login that somebody typed locks nobody out, and one that the host names counts, in any letter case', () => {
    expect(isAuthor(ana, { submission: by('c@example.com', 'ana-admin'), authors: none })).toBe(false);
    expect(isAuthor(ana, { submission: by('c@example.com', 'someone'), authors: { logins: ['ana-admin'], people: [] } })).toBe(true);
    expect(authorsAmong([ana], { state: 'read', logins: ['Ana-Admin', 'ana-admin'], addresses: [] })).toEqual({
      logins: ['ana-admin'],
      people: [],
    });
  });

  test('G11 whoever is known by an address of a commit alone is an author, and the address is not kept', () => {
    const authors = authorsAmong([ana], { state: 'read', logins: [], addresses: ['ANA+git@example.org', 'other@example.org'] });
    expect(authors).toEqual({ logins: [], people: ['ana'] });
    expect(isAuthor(ana, { submission: by('c@example.com', 'c'), authors })).toBe(true);
  });

  test('G11 before the host was asked what was typed is all that is known', () => {
    expect(isAuthor(ana, { submission: by('c@example.com', 'Ana-Admin') })).toBe(true);
  });
});

/** A request that somebody else sends, at a head that these wrote. */
function written(authors: { logins: string[]; people: string[] }, typed = 'cara'): Story {
  const story = begin({ submission: { contributor: { name: 'Cara', email: 'cara@example.com', githubLogin: typed } } });
  does(story, { command: 'record_gates', headSha: SHA, gates: allGates(), authors });
  return story;
}

describe('G11 no author decides', () => {
  test('G11 an admin who wrote it is not asked, and refused, when somebody else sends the form', () => {
    const story = written({ logins: ['grace'], people: [] });
    expect([mailsTo(story, 'grace'), mailsTo(story, 'alan')]).toEqual([[], ['review_request']]);
    for (const action of ['accept', 'reject', 'return', 'assign'] as const)
      expect(answers(story, 'grace', 'review', action)?.code).toBe('author_decides_nothing');
    expect(answers(story, 'alan', 'review', 'accept')).toBeUndefined();
  });

  test('G11 an admin whose login a contributor typed still decides', () => {
    const story = written({ logins: ['cara'], people: [] }, 'grace');
    expect(mailsTo(story, 'grace')).toEqual(['review_request']);
    expect(answers(story, 'grace', 'review', 'accept')).toBeUndefined();
  });

  test('G11 who comes to be an author by a push decides no more; who is one no more does again', () => {
    const story = written({ logins: [], people: [] });
    does(story, { command: 'record_gates', headSha: SHA, gates: allGates(), authors: { logins: [], people: ['alan'] } });
    expect(answers(story, 'alan', 'review', 'accept')?.code).toBe('author_decides_nothing');
    does(story, { command: 'record_gates', headSha: SHA, gates: allGates(), authors: { logins: [], people: [] } });
    expect(answers(story, 'alan', 'review', 'accept')).toBeUndefined();
  });
});
