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
  if (to.searchParams.get('line') === line) return;
  to.searchParams.delete('from');
  to.searchParams.set('line', line);
  location.replace(to);
}
addEventListener('hashchange', go);
go();

const log = document.querySelector('[data-log]');
const where = document.getElementById('where');
if (!log) return;
const MOST = 5000;
const rowsIn = (one) => (one.id.startsWith('L') ? 1 : one.querySelectorAll('[id^=L]').length);
let last = Number(log.dataset.log), rows = rowsIn(log);
const isAtEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 100;
const toEnd = () => scrollTo(0, document.documentElement.scrollHeight);
function put(told) {
  const stick = isAtEnd();
  log.insertAdjacentHTML('beforeend', told.html);
  rows += told.to - last;
  last = told.to;
  for (let first; rows > MOST && (first = log.firstElementChild);) { rows -= rowsIn(first); first.remove(); }
  if (where) where.textContent = 'Lines ' + (last - rows + 1) + ' to ' + last + ' of ' + told.total + '.';
  if (stick) toEnd();
}
async function follow() {
  for (let failed = 0; ;) {
    await sleep(failed ? Math.min(60000, 1000 * 2 ** failed) : 1500);
    if (document.hidden) continue;
    try {
      const answer = await fetch('?stream=' + log.dataset.stream + '&after=' + last, { cache: 'no-store', headers: { accept: 'application/json' } });
      if (answer.status === 401 || answer.status === 403) return;
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      failed = 0;
      if (told.to > last) await new Promise((done) => requestAnimationFrame(() => (put(told), done())));
      else if (!told.isRunning) return;
    } catch {
      failed += 1;
    }
  }
}
if (!location.hash) toEnd();
follow();
})();`;
