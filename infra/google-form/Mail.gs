/** I3 to the person who can mend it: every problem beside its question, and the link that opens the answers again. */
function tellProblems(pending, problems) {
  var lines = problems.map(function (problem) {
    return '- ' + titleOf(problem.path, pending.jobs) + ': ' + problem.message;
  });
  var text =
    'Nothing was stored yet: these answers have to change first.\n\n' +
    lines.join('\n') +
    '\n\nChange them here and send the form again:\n' +
    pending.editUrl;
  tellContributor('Your request has ' + problems.length + (problems.length === 1 ? ' problem' : ' problems'), pending, text);
  if (pending.email === '') tellOwner('A request from the Google Form has problems', pending, text);
}

/** Only to the address that Google knows the sender by: a typed one may be a stranger’s. */
function tellContributor(subject, pending, text) {
  if (pending.email !== '') MailApp.sendEmail({ to: pending.email, replyTo: setting('OWNER_EMAIL'), subject: subject, body: text });
}

function tellOwner(subject, pending, text) {
  MailApp.sendEmail({
    to: setting('OWNER_EMAIL'),
    subject: subject,
    body: text + '\n\nDelivery: ' + pending.id + '\nAnswers: ' + pending.editUrl,
  });
}
