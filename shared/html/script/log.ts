/**
 * R17. What makes a log's page go on while the operation does: rows come from the server, at most 5,000 stay, and whoever reads further up is left where
 * they are. `#L87654` opens there, also where the page has other lines. A text like `live.ts`.
 */
export const logScript = String.raw`(() => {
'use strict';
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
function go() {
  const [, line] = /^#L(\d{1,9})$/.exec(location.hash) || [];
  if (!line || document.getElementById('L' + line)) return;
  const to = new URL(location.href);
  if (to.searchParams.get('at') === line) return;
  for (const other of ['from', 'to']) to.searchParams.delete(other);
  to.searchParams.set('at', line);
  location.replace(to);
}
addEventListener('hashchange', go);
go();

const log = document.querySelector('[data-log]');
const where = document.getElementById('where');
if (!log) return;
const tail = log.hasAttribute('data-tail');
const MOST = tail ? 40 : 5000;
const rowsIn = (one) => (one.id.startsWith('L') ? 1 : one.querySelectorAll('[id^=L]').length);
let last = Number(log.dataset.log), rows = rowsIn(log);
const isAtEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 100;
const toEnd = () => scrollTo(0, document.documentElement.scrollHeight);
function put(told) {
  const stick = !tail && isAtEnd();
  const group = log.lastElementChild && log.lastElementChild.hasAttribute('data-open') ? log.lastElementChild : null;
  (group || log).insertAdjacentHTML('beforeend', told.head);
  if (group && told.html) group.removeAttribute('data-open');
  log.insertAdjacentHTML('beforeend', told.html);
  rows += told.to - last;
  last = told.to;
  // Of a group that is longer than all that stays, the rows go, and its name stays.
  for (let first; rows > MOST && (first = log.firstElementChild);) {
    const gone = first.tagName === 'DETAILS' && first.children.length > 1 ? first.children[1] : first;
    rows -= rowsIn(gone);
    gone.remove();
  }
  if (where && !tail) where.textContent = 'Lines ' + (last - rows + 1) + ' to ' + last + ' of ' + told.total + '.';
  if (stick) toEnd();
}
async function follow() {
  for (let failed = 0, behind = false; ;) {
    await sleep(failed ? Math.min(60000, 1000 * 2 ** failed) : behind ? 100 : 1500);
    if (document.hidden) continue;
    try {
      const answer = await fetch((log.dataset.of || '') + '?stream=' + log.dataset.stream + '&after=' + last, { cache: 'no-store', headers: { accept: 'application/json' } });
      if (answer.status === 401 || answer.status === 403) return;
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      failed = 0;
      behind = told.to < told.total;
      if (told.to > last) await new Promise((done) => requestAnimationFrame(() => (put(told), done())));
      else if (!told.isRunning) { if (tail) location.reload(); return; }
    } catch {
      failed += 1;
    }
  }
}
if (!location.hash && !tail) toEnd();
follow();
})();`;
