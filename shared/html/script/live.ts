import { zoneScript } from '#html/script/zone.ts';

/**
 * W7. What makes a page follow the feed (P7). A page that says what it is about (`data-live`) is read anew when something of that happens, and what has
 * changed is put in its place: what somebody has focused, selected, opened or typed stays as it is.
 *
 * Tabs of one browser have one connection: one that can be seen holds a lock, asks, and tells the others. A page that nobody sees neither asks nor reads.
 * It is a text, not code of this program: it runs in browsers, and the policy names its hash.
 */
const following = String.raw`(() => {
'use strict';
const main = document.querySelector('main[data-live]');
if (!main || !window.BroadcastChannel || !navigator.locks) return;
const about = main.dataset.live.split(' ');
const secret = main.dataset.by === 'page' ? location.pathname : '';
const name = 'feed ' + secret;
const channel = new BroadcastChannel(name);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
let cursor = null, leading = null, over = false;

const address = (query) => '/api/v1/events?' + query + (secret ? '&page=' + encodeURIComponent(secret) : '');
async function ask(query, signal) {
  const answer = await fetch(address(query), { signal, cache: 'no-store', headers: { accept: 'application/json' } });
  if (answer.status === 401 || answer.status === 403) { over = true; say('You are signed out here. This page no longer follows what happens.'); return; }
  if (answer.status === 422) { cursor = null; return; }
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const concerns = ({ kind, id }) => about.some((one) => {
  const [of, which] = one.split(':');
  return of === kind && (!which || which === id || (which.endsWith('*') && id.startsWith(which.slice(0, -1))));
});
function heard(told) {
  cursor = told.cursor;
  if (told.reset || told.events.some(concerns)) refresh();
}
channel.onmessage = ({ data }) => heard(data);

async function lead(signal) {
  for (let failed = 0; !signal.aborted && !over;) {
    try {
      const told = await ask(cursor === null ? 'since=' + main.dataset.since : 'after=' + cursor + '&wait=45', signal);
      if (failed > 2) say('Connected again.');
      failed = 0;
      if (!told) { await sleep(1000); continue; }
      heard(told);
      channel.postMessage(told);
    } catch {
      if (signal.aborted) return;
      failed += 1;
      if (failed === 3) say('There is no connection at the moment. This page goes on by itself when there is one.');
      await sleep(Math.min(60000, 1000 * 2 ** failed) * (0.5 + Math.random()));
    }
  }
}

async function begin() {
  if (leading || over || document.hidden) return;
  const stop = leading = new AbortController();
  try {
    const told = await ask(cursor === null ? 'since=' + main.dataset.since : 'after=' + cursor, stop.signal);
    if (told) heard(told);
  } catch {}
  navigator.locks.request(name, { signal: stop.signal }, () => lead(stop.signal)).catch(() => {});
}
function end() { if (leading) leading.abort(); leading = null; }
document.addEventListener('visibilitychange', () => (document.hidden ? end() : begin()));
addEventListener('pagehide', end);
addEventListener('pageshow', begin);

let reading, again = false, readAt = 0;
async function refresh() {
  if (reading) { again = true; return; }
  if (document.hidden) { cursor = null; return; }
  reading = true;
  await sleep(Math.max(150, readAt + 2000 - Date.now()));
  readAt = Date.now();
  try {
    const answer = await fetch(location.href, { cache: 'no-store', headers: { accept: 'text/html' } });
    if (answer.ok && !answer.redirected) show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  } catch {}
  reading = false;
  if (again) { again = false; refresh(); }
}

function show(next) {
  const fresh = next.querySelector('main[data-live]');
  if (!fresh) return;
  const focused = main.contains(document.activeElement) ? document.activeElement : null;
  const before = main.innerText;
  document.dispatchEvent(new CustomEvent('fresh', { detail: fresh }));
  const [x, y] = [scrollX, scrollY];
  fit(main, fresh);
  document.title = next.title;
  if (focused && !focused.isConnected) {
    const same = [...main.querySelectorAll(focused.tagName)].find((one) => (focused.id ? one.id === focused.id : one.textContent === focused.textContent));
    if (same) same.focus({ preventScroll: true });
  }
  if (scrollX !== x || Math.abs(scrollY - y) > innerHeight) scrollTo(x, y);
  if (main.innerText !== before) say('This page was brought up to date.');
  document.dispatchEvent(new Event('live'));
}

const TYPED = 'input:not([type=hidden]), textarea, select';
const isTouched = (form) => form.contains(document.activeElement) || [...form.querySelectorAll(TYPED)].some((one) =>
  one.tagName === 'SELECT' ? [...one.options].some((option) => option.selected !== option.defaultSelected)
    : one.type === 'checkbox' || one.type === 'radio' ? one.checked !== one.defaultChecked : one.value !== one.defaultValue);
function fit(old, next) {
  if (old.isEqualNode(next)) return;
  if (old.nodeType !== next.nodeType || old.nodeName !== next.nodeName || old.id !== next.id) { old.replaceWith(next); return; }
  if (old.nodeType !== 1) { old.data = next.data; return; }
  if (old.hasAttribute('data-keep') || (old.tagName === 'FORM' && isTouched(old))) return;
  for (const { name } of [...old.attributes]) if (name !== 'open' && !next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes) if (name !== 'open' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  const named = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
  let place = old.firstChild;
  for (const one of [...next.childNodes]) {
    const known = one.nodeType === 1 && one.id ? named.get(one.id) : null;
    if (known && known !== place) old.insertBefore(known, place);
    const found = known || place;
    if (!found || (!known && found.nodeType === 1 && found.id && found.id !== one.id)) { old.insertBefore(one, place); continue; }
    place = found.nextSibling;
    fit(found, one);
  }
  while (place) { const rest = place; place = place.nextSibling; rest.remove(); }
}

let box, saidAt = 0;
function say(text) {
  if (!box) {
    box = document.createElement('p');
    box.className = 'hidden';
    box.setAttribute('role', 'status');
    document.body.append(box);
  }
  if (box.textContent === text && Date.now() - saidAt < 30000) return;
  saidAt = Date.now();
  box.textContent = '';
  setTimeout(() => (box.textContent = text), 100);
}
begin();
})();`;

/** With what says times by the reader’s clock: a page has one script. */
export const liveScript = zoneScript + following;
