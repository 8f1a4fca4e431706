/** Undefined for a title that nobody knows. */
function questionOf(title) {
  var job = /^Job ([1-9][0-9]?): (.+)$/.exec(title);
  if (job === null) return QUESTIONS[title];
  var found = JOB_QUESTIONS[job[2]];
  return found === undefined
    ? undefined
    : { field: 'jobs.' + (Number(job[1]) - 1) + '.' + found.field, kind: found.kind, choices: found.choices };
}

/**
 * `jobs[0].name` → the title of its question; the path itself where there is none. `jobs`: which jobs of the form were filled in, as the
 * list that was sent has no holes.
 */
function titleOf(path, jobs) {
  var field = path
    .replace(/^jobs\[(\d+)\]/, function (whole, n) {
      return jobs[n] === undefined ? whole : 'jobs.' + jobs[n];
    })
    .replace(/\[(\d+)\]/g, '.$1');
  var titles = Object.keys(QUESTIONS);
  for (var n = 1; n <= MOST_JOBS; n += 1)
    titles = titles.concat(
      Object.keys(JOB_QUESTIONS).map(function (title) {
        return 'Job ' + n + ': ' + title;
      }),
    );
  var found = titles.filter(function (title) {
    var known = questionOf(title).field;
    return field === known || field.indexOf(known + '.') === 0;
  })[0];
  return found === undefined ? path : found;
}
