/**
 * I12. Shows the questions of the kind that is chosen, without asking the server: parts of a form name the kinds that they are for (`data-for`), and
 * its field `shown` says of which kind they are in view. It is a text, not code of this program: it runs in browsers, and the policy names its hash.
 */
export const kindsScript = `(() => {
'use strict';
const form = document.querySelector('form[data-kinds]');
if (!form) return;
const chosen = () => form.querySelector('[name=kind]:checked');
function show() {
  const kind = chosen();
  if (!kind) return;
  for (const part of form.querySelectorAll('[data-for]')) part.hidden = !part.dataset.for.split(' ').includes(kind.value);
  form.elements.shown.value = kind.value;
}
form.addEventListener('change', ({ target }) => {
  if (target.name !== 'kind') return;
  show();
  form.querySelector('[data-told]').textContent = 'The questions for “' + target.labels[0].textContent.trim() + '” are below.';
});
form.querySelector('[name=next]').addEventListener('click', (event) => {
  if (!chosen()) return;
  event.preventDefault();
  show();
  document.getElementById(new URL(event.target.formAction).hash.slice(1)).focus();
});
// What a browser brings back when one goes back is there by now.
addEventListener('pageshow', show);
show();
})();`;
