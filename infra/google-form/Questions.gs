/**
 * Which question of the form fills which field of a request. Titles are what ties them together: a question may be moved, but not
 * renamed here or there alone. `kind` says how an answer is read; `help` stands below the question.
 */
var REQUEST_KINDS = {
  'A new job': 'new_job',
  'An existing job': 'existing_job',
  'A feature': 'feature',
  'A server action': 'server_action',
};
var ROLES = { Audit: 'audit', Migration: 'migration', Verification: 'verify', Backfill: 'backfill', 'Clean-up': 'cleanup', Other: 'other' };
var DOC_PARTS = {
  'How to verify the outcome': 'verification',
  'What output is expected': 'expectedOutput',
  'What the output is used for': 'useOfOutput',
  'How to recover when it goes wrong': 'recovery',
  'How to debug it': 'debugging',
};

var QUESTIONS = {
  'Your name': { field: 'contributor.name', kind: 'text', required: true },
  'Your e-mail address': { field: 'contributor.email', kind: 'text', required: true },
  'Your GitHub user name': { field: 'contributor.githubLogin', kind: 'text', required: true },
  'What is to be tested?': { field: 'kind', kind: 'choice', choices: REQUEST_KINDS, required: true },
  'Pull request': { field: 'pullRequest', kind: 'text', help: 'Its address. Not for an existing job.' },
  Branch: { field: 'ref', kind: 'text', help: 'Of an existing job or a server action without a pull request, such as develop.' },
  'Third-party interfaces': { field: 'feature.thirdPartyApis', kind: 'lines', help: 'Of a feature, one a line.' },
  'How to test the feature': { field: 'feature.testSteps', kind: 'prose' },
  'Instructions for the admin': { field: 'instructionsDoc', kind: 'text', required: true, help: 'Address of the Google Doc.' },
  'The instructions say': { field: 'docCovers', kind: 'parts', choices: DOC_PARTS },
  'Why is this needed?': { field: 'reason', kind: 'prose' },
  'Target release': { field: 'targetRelease', kind: 'text' },
  'Is it essential for the release?': { field: 'essential', kind: 'yes' },
  'Why is it essential?': { field: 'essentialReason', kind: 'prose' },
  'Did you test it on your own machine?': { field: 'testedLocally', kind: 'yes', required: true },
  'What did your own test show?': { field: 'localProof', kind: 'prose' },
  'Earlier request that this repeats': { field: 'resubmissionOf', kind: 'text', help: 'Its id.' },
  'What was fixed since?': { field: 'whatWasFixed', kind: 'prose' },
  'Larger move that this belongs to': { field: 'group', kind: 'text' },
  'Production plan of that move': { field: 'productionPlan', kind: 'prose' },
};

/** Asked once for each job, as `Job 1: class name` and so on. */
var JOB_QUESTIONS = {
  'class name': { field: 'name', kind: 'text' },
  'name of the step': { field: 'step', kind: 'text', help: 'Only if one class runs twice.' },
  module: { field: 'module', kind: 'text' },
  role: { field: 'role', kind: 'choice', choices: ROLES },
  'runs after': { field: 'needs', kind: 'lines', help: 'Steps that must have passed, one a line.' },
  parameters: { field: 'parameters', kind: 'parameters', help: 'name=value, one a line.' },
  'expected output': {
    field: 'expectedOutput',
    kind: 'expected',
    help: 'One a line; “~ ” before a pattern; “= ”, “>= ” or “<= ” before “label: number”.',
  },
  'may it run again?': { field: 'safeToRerun', kind: 'yes' },
  'was the data reviewed?': { field: 'dataReviewed', kind: 'yes' },
};

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
  for (var n = 1; n <= 20; n += 1)
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
