/**
 * What is still to be delivered, in the script's properties: `pending:<id>` tells how far it is, `pending:<id>:<n>` are parts of the body,
 * as one property holds 9 KB at most. The body is kept as it was signed first: the same webhook-id must come with the same bytes.
 */
var PREFIX = 'pending:';
var PART = 8000;

function savePending(pending, body) {
  var values = {};
  for (var n = 0; n * PART < body.length; n += 1) values[PREFIX + pending.id + ':' + n] = body.slice(n * PART, (n + 1) * PART);
  pending.parts = Object.keys(values).length;
  values[PREFIX + pending.id] = JSON.stringify(pending);
  PropertiesService.getScriptProperties().setProperties(values);
}

function updatePending(pending) {
  PropertiesService.getScriptProperties().setProperty(PREFIX + pending.id, JSON.stringify(pending));
}

function bodyOf(pending) {
  var properties = PropertiesService.getScriptProperties();
  var body = '';
  for (var n = 0; n < pending.parts; n += 1) body += properties.getProperty(PREFIX + pending.id + ':' + n);
  return body;
}

function removePending(pending) {
  var properties = PropertiesService.getScriptProperties();
  properties.deleteProperty(PREFIX + pending.id);
  for (var n = 0; n < pending.parts; n += 1) properties.deleteProperty(PREFIX + pending.id + ':' + n);
}

/** Oldest first. */
function allPending() {
  var values = PropertiesService.getScriptProperties().getProperties();
  return Object.keys(values)
    .filter(function (key) {
      return key.indexOf(PREFIX) === 0 && key.slice(PREFIX.length).indexOf(':') < 0;
    })
    .map(function (key) {
      return JSON.parse(values[key]);
    })
    .sort(function (a, b) {
      return a.firstAt - b.firstAt;
    });
}

function findPending(id) {
  var text = PropertiesService.getScriptProperties().getProperty(PREFIX + id);
  return text === null ? undefined : JSON.parse(text);
}
