// Made by `npm run generate` from shared/contexts/intake/domain/form.
/**
 * Which question of the form fills which field of a request. Titles are what ties them together: a question may be moved, but not
 * renamed here or there alone. `kind` says how an answer is read; `help` stands below the question.
 */
var QUESTIONS = {
  "Your name": {
    "field": "contributor.name",
    "kind": "text",
    "required": true
  },
  "Your e-mail address": {
    "field": "contributor.email",
    "kind": "text",
    "required": true
  },
  "Your GitHub user name": {
    "field": "contributor.githubLogin",
    "kind": "text",
    "required": true
  },
  "What is to be tested?": {
    "field": "kind",
    "kind": "choice",
    "choices": {
      "A new job": "new_job",
      "An existing job": "existing_job",
      "A feature": "feature",
      "A server action": "server_action"
    },
    "required": true
  },
  "Pull request": {
    "field": "pullRequest",
    "kind": "text",
    "help": "Paste its address. Leave it out for an existing job."
  },
  "Branch": {
    "field": "ref",
    "kind": "text",
    "help": "Of an existing job or a server action without a pull request, such as develop."
  },
  "Third-party interfaces": {
    "field": "feature.thirdPartyApis",
    "kind": "lines",
    "help": "Of a feature, one a line."
  },
  "How to test the feature": {
    "field": "feature.testSteps",
    "kind": "prose"
  },
  "Instructions for the admin": {
    "field": "instructionsDoc",
    "kind": "text",
    "required": true,
    "help": "Address of the Google Doc."
  },
  "The instructions say": {
    "field": "docCovers",
    "kind": "parts",
    "choices": {
      "How to verify the outcome": "verification",
      "What output is expected": "expectedOutput",
      "What the output is used for": "useOfOutput",
      "How to recover when it goes wrong": "recovery",
      "How to debug it": "debugging"
    }
  },
  "Why is this needed?": {
    "field": "reason",
    "kind": "prose"
  },
  "Target release": {
    "field": "targetRelease",
    "kind": "text"
  },
  "Is it essential for the release?": {
    "field": "essential",
    "kind": "yes"
  },
  "Why is it essential?": {
    "field": "essentialReason",
    "kind": "prose"
  },
  "Earlier request that this repeats": {
    "field": "resubmissionOf",
    "kind": "text",
    "help": "Its id."
  },
  "What was fixed since?": {
    "field": "whatWasFixed",
    "kind": "prose"
  },
  "Did you test it on your own machine?": {
    "field": "testedLocally",
    "kind": "yes",
    "required": true
  },
  "What did your own test show?": {
    "field": "localProof",
    "kind": "prose"
  },
  "Larger move that this belongs to": {
    "field": "group",
    "kind": "text"
  },
  "Production plan of that move": {
    "field": "productionPlan",
    "kind": "prose"
  }
};

/** Asked once for each job, as `Job 1: class name` and so on. */
var JOB_QUESTIONS = {
  "class name": {
    "field": "name",
    "kind": "text"
  },
  "role": {
    "field": "role",
    "kind": "choice",
    "choices": {
      "Audit": "audit",
      "Migration": "migration",
      "Verification": "verify",
      "Backfill": "backfill",
      "Clean-up": "cleanup",
      "Other": "other"
    }
  },
  "module": {
    "field": "module",
    "kind": "text"
  },
  "runs after": {
    "field": "needs",
    "kind": "lines",
    "help": "Steps that must have passed, one a line."
  },
  "expected output": {
    "field": "expectedOutput",
    "kind": "expected",
    "help": "One a line; “~ ” before a pattern; “= ”, “>= ” or “<= ” before “label: number”."
  },
  "may it run again?": {
    "field": "safeToRerun",
    "kind": "yes"
  },
  "name of the step": {
    "field": "step",
    "kind": "text",
    "help": "Only if one class runs twice."
  },
  "parameters": {
    "field": "parameters",
    "kind": "parameters",
    "help": "name=value, one a line."
  },
  "was the data reviewed?": {
    "field": "dataReviewed",
    "kind": "yes"
  }
};

var MOST_JOBS = 20;
