import { kindsScript } from '#html/script/kinds.ts';
import { favicon } from '#html/favicon.ts';
import { escapeText } from '#html/markup.ts';
import { liveScript } from '#html/script/live.ts';
import { zoneScript } from '#html/script/zone.ts';

const VOID = new Set(['meta', 'link', 'input', 'br', 'hr', 'img', 'wbr', 'base']);
/** Elements and attributes that our pages and mails are made of. Whatever else is found came from outside. */
const ELEMENTS = new Set(
  (
    'html head body meta title style link base main header footer nav section article aside div p span a ul ol li dl dt dd h1 h2 h3 h4 strong em b i small code pre br hr ' +
    'blockquote table caption thead tbody tr th td form fieldset legend label input textarea select option optgroup button details summary time bdi abbr iframe svg desc path rect circle line text g figure figcaption s del ins mark wbr'
  ).split(' '),
);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-zA-Z0-9-]*(?:="[^"<]*")?)*)\s*(\/?)>/y;
/** Of pictures alone may end in themselves. */
const DRAWN = new Set(['path', 'rect', 'circle', 'line']);

/**
 * What is wrong with a page that is made of our own markup only: every `<` begins a known tag, every tag is closed in order, and no
 * attribute is a script. Undefined when nothing is.
 */
export function faultOfHtml(source: string): string | undefined {
  const start = /^\s*<!doctype html>/.exec(source)?.[0];
  if (start === undefined) return 'no doctype';
  // Icon and scripts are ours, to the letter.
  const page = [
    `<link rel="icon" href="${escapeText(favicon)}">`,
    ...[zoneScript + kindsScript, kindsScript, liveScript, zoneScript].map((text) => `<script>${text}</script>`),
  ].reduce((text, ours) => text.replace(ours, () => ' '), source);
  const open: string[] = [];
  for (let at = page.indexOf('<', start.length); at >= 0; at = page.indexOf('<', TAG.lastIndex)) {
    TAG.lastIndex = at;
    const [tag, slash, name = '', attributes = '', closed = ''] = TAG.exec(page) ?? [];
    if (tag === undefined) return `no tag: ${page.slice(at, at + 80)}`;
    if (!ELEMENTS.has(name)) return `strange element: ${tag}`;
    for (const [, key = '', value = ''] of attributes.matchAll(/([a-z][a-zA-Z0-9-]*)(?:="([^"]*)")?/g))
      if (key.startsWith('on') || (/^(?:href|src|action|formaction)$/.test(key) && /^\s*[a-z]+script:|^\s*data:/i.test(value)))
        return `a script: ${tag}`;
    if (closed !== '') {
      if (!DRAWN.has(name)) return `closes itself: ${tag}`;
    } else if (slash === '/') {
      if (open.pop() !== name) return `closed out of order: ${page.slice(Math.max(0, at - 60), at + 20)}`;
    } else if (!VOID.has(name)) open.push(name);
    if (name === 'style' && slash === '') TAG.lastIndex = page.indexOf('</style>', at);
  }
  return open.length === 0 ? undefined : `not closed: ${open.join(' ')}`;
}
