/** Runs at each submission of the form, by the trigger that `install` makes. Google may call it twice for one submission. */
function onFormSubmit(event) {
  var response = event.response;
  var made = submissionOf(response);
  var email = proveAddress(made.form, response);
  var id = 'form-' + made.form.submissionId;
  inTurn(function () {
    if (findPending(id) === undefined) {
      var now = Date.now();
      var pending = {
        id: id,
        attempts: 0,
        firstAt: now,
        nextAt: now,
        jobs: made.jobs,
        email: email,
        editUrl: response.getEditResponseUrl(),
      };
      // Kept before it is sent: a script that is stopped in between has lost nothing.
      savePending(pending, asciiJson(made.form));
      if (made.unknown.length > 0)
        tellOwner(
          'The Google Form asks what Rehearsal does not know',
          pending,
          'These questions were left out: ' + made.unknown.join('; '),
        );
    }
    sendDue();
  });
}

/**
 * I16. The address that Google verified is the sender's, whatever was typed beside it; a typed one may be anybody's, and Rehearsal asks
 * there first. A form that lets people type the collected address, too, says so by the property EMAILS_ARE_TYPED. Gives the verified one.
 */
function proveAddress(form, response) {
  var collected = response.getRespondentEmail() || '';
  var isVerified = collected !== '' && !isSet('EMAILS_ARE_TYPED');
  if (form.contributor === undefined) form.contributor = {};
  if (collected !== '') form.contributor.email = collected;
  form.contributor.emailVerified = isVerified;
  return isVerified ? collected : '';
}

/** By the clock, every five minutes while something is pending. */
function sendPending() {
  inTurn(sendDue);
}

/** By hand, when the cause of a failure is gone. */
function sendGivenUpAgain() {
  inTurn(function () {
    allPending().forEach(function (pending) {
      if (pending.givenUpAt === undefined) return;
      delete pending.givenUpAt;
      pending.firstAt = pending.nextAt = Date.now();
      updatePending(pending);
    });
    sendDue();
  });
}

/** Once, by hand: adds the questions to an empty form, and the trigger. Running it again adds nothing twice. */
function install() {
  ['REHEARSAL_URL', 'WEBHOOK_SECRET', 'OWNER_EMAIL'].forEach(setting);
  var form = FormApp.getActiveForm();
  form.setCollectEmail(true).setAllowResponseEdits(true);
  addQuestions(form, 5);
  if (triggersOf('onFormSubmit').length === 0) ScriptApp.newTrigger('onFormSubmit').forForm(form).onFormSubmit().create();
}

/** One run at a time: the trigger by the clock must not send what the form's own trigger is sending. */
function inTurn(work) {
  var lock = LockService.getScriptLock();
  lock.waitLock(5 * 60 * 1000);
  try {
    work();
  } finally {
    keepClock();
    lock.releaseLock();
  }
}

/** One that fails does not stop the others. */
function sendDue() {
  allPending().forEach(function (pending) {
    var now = Date.now();
    if (pending.givenUpAt !== undefined || pending.nextAt > now) return;
    try {
      deliver(pending, now);
    } catch (error) {
      console.error('delivery of ' + pending.id + ' broke off: ' + error);
    }
  });
}

/** A clock runs exactly while something waits. */
function keepClock() {
  var isWaiting = allPending().some(function (pending) {
    return pending.givenUpAt === undefined;
  });
  var clocks = triggersOf('sendPending');
  if (isWaiting && clocks.length === 0) ScriptApp.newTrigger('sendPending').timeBased().everyMinutes(5).create();
  if (!isWaiting)
    clocks.forEach(function (trigger) {
      ScriptApp.deleteTrigger(trigger);
    });
}

function triggersOf(name) {
  return ScriptApp.getProjectTriggers().filter(function (trigger) {
    return trigger.getHandlerFunction() === name;
  });
}
