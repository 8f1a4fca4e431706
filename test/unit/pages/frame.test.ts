import { describe, expect, test } from '@jest/globals';
import { createLinkSigner } from '#doors/action-links.ts';
import { messageIn, withMessage } from '#doors/told.ts';
import { createFraming } from '#functions/wiring/page-frame.ts';
import { navigation as all } from '#functions/wiring/navigation.ts';
import { html } from '#html/markup.ts';
import { page, type Around, type NavigationEntry } from '#products/rehearsal/pages/layout.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';

const entry = (path: string, over: Partial<NavigationEntry> = {}): NavigationEntry => ({
  path,
  label: path.slice(1),
  group: 'requests',
  place: 1,
  needs: 'requests.read',
  ...over,
});
const navigation: NavigationEntry[] = [
  entry('/mails', { group: 'installation' }),
  entry('/second', { place: 2 }),
  entry('/first'),
  { path: '/form', label: 'form', group: 'requests', place: 3 },
];
const content = { title: 'A page', body: html`<p>Said.</p>` };

function framed(over: Partial<Around> = {}): string {
  const shown = page(content, { installation: 'Sample', navigation, path: '/first', ...over });
  expect(accessibilityFaults(shown)).toEqual([]);
  return shown;
}

function linksOf(shown: string): string[] {
  return [...(/<nav.*?<\/nav>/s.exec(shown)?.[0] ?? '').matchAll(/href="([^"]*)"/g)].map(([, path = '']) => path);
}

const links = createLinkSigner({ keys: [Buffer.alloc(32, 7)], baseUrl: 'https://rehearsal.example.org' });

describe('the frame of every page', () => {
  test('W4 W6 the navigation is of what the reader may open, and of nothing else', () => {
    expect(linksOf(framed())).toEqual(['/form']);
    const some = { name: 'grace', mayOpen: ({ path }: NavigationEntry) => path !== '/mails' };
    expect(linksOf(framed({ visitor: some }))).toEqual(['/first', '/first', '/second', '/form']);
    expect(linksOf(framed({ visitor: { name: 'grace', mayOpen: () => true } }))).toContain('/mails');
  });

  test('W6 says where the reader is, also on a page under one that the navigation names', () => {
    const visitor = { name: 'grace', mayOpen: () => true };
    for (const path of ['/second', '/second/one']) expect(framed({ visitor, path })).toContain('<a href="/second" aria-current="page">');
    expect(framed({ visitor, path: '/secondary' })).not.toContain('aria-current=');
  });

  test('W3 says who is signed in and how that ends; to whoever is not, where it begins', () => {
    const shown = framed({ visitor: { name: '<b>grace</b>', mayOpen: () => true } });
    expect(shown).toContain('Signed in as <strong>&lt;b&gt;grace&lt;/b&gt;</strong>');
    expect(shown).toContain('action="/sign-out"');
    expect(framed()).toContain('>Sign in</a>');
  });

  test('W1 a page behind a secret link shows no way to others', () => {
    const shown = page({ ...content, bare: true, back: ['/first', 'First'] }, { installation: 'Sample', navigation, path: '/status/x' });
    expect(shown).not.toMatch(/<nav|href="\/(?!")/);
    const visitor = { name: 'grace', mayOpen: () => true };
    const known = page({ ...content, bare: true }, { installation: 'Sample', navigation, path: '/status/x', visitor });
    expect(known).toMatch(/Signed in as.*<nav aria-label="Pages">/s);
  });

  test('W6 every page that the navigation names is there once', () => {
    expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
    expect(new Set(all.map(({ group, place }) => `${group} ${place}`)).size).toBe(all.length);
  });
});

describe('what a page says after an action', () => {
  const NOW = 1_800_000_000_000;
  const at = withMessage('/mails?after=1/x#one', 'mail_again', links, NOW);

  test('W6 is one of a closed list, for a few minutes', async () => {
    expect(at).toMatch(/^\/mails\?after=1%2Fx&told=[\w.%-]+#one$/);
    expect(messageIn(at, links, NOW)).toBe('mail_again');
    expect(messageIn(at, links, NOW + 5 * 60_000)).toBeUndefined();
    expect(await shownAt(at)).toContain('role="status"><p>The mail goes out again within a few minutes.</p>');
  });

  test('X2 cannot be made by somebody else, nor out of another signed text', async () => {
    const session = links.seal('signIn', `mail_again.${(NOW + 60_000).toString(36)}`);
    for (const forged of ['/mails?told=mail_again', `/mails?told=${session}`, at.replace('mail_again', 'mail_other')])
      expect(await shownAt(forged)).not.toContain('role="status"');
  });

  async function shownAt(url: string): Promise<string> {
    const senderFor = createFraming({ installation: 'Sample', links, now: () => NOW });
    const send = senderFor({ url }, undefined);
    let sent = '';
    const response = { writeHead: () => ({ end: (text: string) => (sent = text) }) };
    send(response as unknown as Parameters<typeof send>[0], 200, content);
    return sent;
  }
});
