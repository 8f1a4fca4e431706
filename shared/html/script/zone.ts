/**
 * W7, N8. Times by the clock of the browser that shows them, with what the page said before as their title: `Mon 23 Nov 2026, 09:50 (Europe/Vienna; 08:50 UTC)`
 * as `shared/html/times.ts` writes it. Whoever has said by which clock they read has it already (`data-zone`). What is written otherwise, and what is by that clock already, stays. It stands before the script that brings pages up
 * to date, and is handed what that has read before it is compared. A text, not code of this program.
 */
export const zoneScript = String.raw`(() => {
'use strict';
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (!zone || document.body.dataset.zone) return;
const written = /^\w{3} \d{1,2} \w{3,4} \d{4}, \d\d:\d\d \(([^;)]+)(?:; [^)]*)?\)/;
const name = zone.replaceAll('_', ' ');
const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
function beside(at, weekday) {
  if (zone === 'UTC') return '';
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][at.getUTCDay()];
  return '; ' + (day === weekday ? '' : day + ' ') + at.toISOString().slice(11, 16) + ' UTC';
}
function says(time) {
  const found = written.exec(time.textContent);
  const at = new Date(time.dateTime);
  if (!found || found[1] === name || Number.isNaN(at.getTime())) return;
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const here = part.weekday + ' ' + part.day + ' ' + part.month + ' ' + part.year + ', ' + part.hour + ':' + part.minute;
  time.title = time.textContent;
  time.textContent = here + ' (' + name + beside(at, part.weekday) + ')' + time.textContent.slice(found[0].length);
}
const all = (root) => root.querySelectorAll('time[datetime]').forEach(says);
document.addEventListener('fresh', ({ detail }) => all(detail));
all(document);
})();
`;
