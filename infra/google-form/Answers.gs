/** The form's answers as the JSON of a request (I4). What the form does not say is left out: the receiver names what is missing. */
function submissionOf(response) {
  var form = { formVersion: 1, submissionId: submissionIdOf(response) };
  var unknown = [];
  response.getItemResponses().forEach(function (item) {
    var title = item.getItem().getTitle().trim();
    var question = questionOf(title);
    if (question === undefined) unknown.push(title);
    else put(form, question.field.split('.'), readAnswer(question, item.getResponse()));
  });
  // A job that was left out in between leaves no hole; its neighbours keep their numbers for whoever reads of problems.
  var numbers = Object.keys(form.jobs || []).map(Number);
  if (form.jobs !== undefined)
    form.jobs = numbers.map(function (number) {
      return form.jobs[number];
    });
  return { form: form, unknown: unknown, jobs: numbers };
}

/** One answer that was sent again has the same id; an answer that was edited has another. */
function submissionIdOf(response) {
  return (
    (response
      .getId()
      .replace(/[^A-Za-z0-9_-]/g, '')
      .slice(-60) || 'response') +
    '-' +
    response.getTimestamp().getTime()
  );
}

/** Undefined where nothing was answered. */
function readAnswer(question, answer) {
  if (question.kind === 'parts') return readParts(question.choices, [].concat(answer || []));
  var text = []
    .concat(answer || [])
    .join('\n')
    .trim();
  if (text === '') return undefined;
  switch (question.kind) {
    case 'choice':
      return Object.prototype.hasOwnProperty.call(question.choices, text) ? question.choices[text] : text;
    case 'yes':
      return /^yes/i.test(text);
    case 'lines':
      return linesOf(text);
    case 'parameters':
      return readParameters(text);
    case 'expected':
      return linesOf(text).map(readExpectedLine);
    default:
      return text;
  }
}

function readParts(choices, ticked) {
  var parts = {};
  Object.keys(choices).forEach(function (title) {
    parts[choices[title]] = ticked.indexOf(title) >= 0;
  });
  return parts;
}

function readParameters(text) {
  var parameters = {};
  linesOf(text).forEach(function (line) {
    var at = line.indexOf('=');
    parameters[(at < 0 ? line : line.slice(0, at)).trim()] = at < 0 ? '' : line.slice(at + 1).trim();
  });
  return parameters;
}

/** As on Rehearsal's own form page (shared/doors/expected-output-text.ts). */
function readExpectedLine(line) {
  if (/^\\(\\|(~|=|>=|<=) )/.test(line)) return { kind: 'exact', line: line.slice(1) };
  if (line.indexOf('~ ') === 0) return { kind: 'pattern', pattern: line.slice(2) };
  var count = /^(=|>=|<=) (.*)$/.exec(line);
  if (count === null) return { kind: 'exact', line: line };
  var parts = /^(.*):\s*([0-9]{1,16})\s*$/.exec(count[2]);
  return parts === null
    ? { kind: 'count', label: count[2], comparison: count[1] }
    : { kind: 'count', label: parts[1], comparison: count[1], value: Number(parts[2]) };
}

function linesOf(text) {
  return text.split(/\r\n|\r|\n/).filter(function (line) {
    return line.trim() !== '';
  });
}

/** Makes objects and lists on the way: a number in the path is a place in a list. */
function put(target, path, value) {
  if (value === undefined) return;
  path.forEach(function (key, n) {
    if (n === path.length - 1) target[key] = value;
    else if (target[key] === undefined) target[key] = /^\d+$/.test(path[n + 1]) ? [] : {};
    target = target[key];
  });
}
