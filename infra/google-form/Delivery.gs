var MINUTE = 60 * 1000;
/** After this the contributor and the owner are told, and only the owner starts it again. */
var GIVE_UP_AFTER = 24 * 60 * MINUTE;
var LONGEST_WAIT = 60 * MINUTE;

/** One attempt. What it came to decides what happens to what is pending; the webhook-id is the same each time (I2). */
function deliver(pending, now) {
  pending.attempts += 1;
  var answer = post(pending, now);
  if (answer.status === 200 || answer.status === 201) return removePending(pending);
  if (answer.status === 422) {
    tellProblems(pending, answer.problems);
    return removePending(pending);
  }
  if (isFinal(answer.status)) return giveUp(pending, answer, now);
  if (answer.status === 401 && !pending.toldOwner) {
    pending.toldOwner = true;
    tellOwner(
      'The secret of the Google Form is refused',
      pending,
      'Rehearsal answered 401: WEBHOOK_SECRET in the script’s properties is none of the webhook secrets that it knows. The answers are kept and sent again.',
    );
  }
  if (now - pending.firstAt >= GIVE_UP_AFTER) return giveUp(pending, answer, now);
  pending.nextAt = now + Math.max(answer.retryAfter, Math.min(MINUTE * Math.pow(2, pending.attempts - 1), LONGEST_WAIT));
  updatePending(pending);
}

/** Sending it again cannot help. 401 is not among them: the secret may be put right meanwhile. */
function isFinal(status) {
  return status >= 400 && status < 500 && [401, 408, 425, 429].indexOf(status) < 0;
}

/** Status 0: nobody answered. */
function post(pending, now) {
  var body = bodyOf(pending);
  try {
    var response = UrlFetchApp.fetch(setting('REHEARSAL_URL'), {
      method: 'post',
      contentType: 'application/json',
      headers: signedHeaders(pending.id, body, setting('WEBHOOK_SECRET'), now),
      payload: body,
      muteHttpExceptions: true,
      followRedirects: false,
    });
    return { status: response.getResponseCode(), problems: problemsIn(response), retryAfter: retryAfterIn(response) };
  } catch (error) {
    console.error('Rehearsal cannot be reached: ' + error);
    return { status: 0, problems: [], retryAfter: 0 };
  }
}

function problemsIn(response) {
  try {
    return JSON.parse(response.getContentText()).problems || [];
  } catch (error) {
    return [];
  }
}

/** Milliseconds; whole seconds are the only form that Rehearsal sends. */
function retryAfterIn(response) {
  var headers = response.getAllHeaders();
  var name = Object.keys(headers).filter(function (key) {
    return key.toLowerCase() === 'retry-after';
  })[0];
  var seconds = name === undefined ? 0 : Number(headers[name]);
  return seconds > 0 ? seconds * 1000 : 0;
}

/** Keeps it, so that `sendGivenUpAgain` can try once more when the cause is gone. */
function giveUp(pending, answer, now) {
  pending.givenUpAt = now;
  updatePending(pending);
  console.error('given up on ' + pending.id + ' after ' + pending.attempts + ' attempts; the last answer was ' + answer.status);
  tellOwner(
    'A request from the Google Form was NOT delivered',
    pending,
    'Rehearsal answered ' +
      (answer.status || 'nothing') +
      ' to attempt ' +
      pending.attempts +
      '. The answers are kept: put the cause right, then run sendGivenUpAgain in the script editor.',
  );
  tellContributor(
    'Your request did not get through',
    pending,
    'Your answers are kept, and the owner of the form was told. You need not fill it in again.',
  );
}

/** A property that is there and says anything but no. */
function isSet(name) {
  var value = PropertiesService.getScriptProperties().getProperty(name);
  return value !== null && !/^\s*(no|false|0)?\s*$/i.test(value);
}

/** A script without its settings is a broken installation: it says so at once. */
function setting(name) {
  var value = PropertiesService.getScriptProperties().getProperty(name);
  if (value === null || value.trim() === '') throw new Error('the script property ' + name + ' is missing');
  return value.trim();
}
