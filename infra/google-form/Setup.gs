/** Adds every question that the form does not have yet, for so many jobs. */
function addQuestions(form, jobs) {
  var present = form.getItems().map(function (item) {
    return item.getTitle();
  });
  function add(title, question) {
    if (present.indexOf(title) >= 0) return;
    var item = itemFor(form, question).setTitle(title);
    if (question.help !== undefined) item.setHelpText(question.help);
    if (question.required === true) item.setRequired(true);
  }
  Object.keys(QUESTIONS).forEach(function (title) {
    add(title, QUESTIONS[title]);
  });
  for (var n = 1; n <= jobs; n += 1)
    Object.keys(JOB_QUESTIONS).forEach(function (title) {
      add('Job ' + n + ': ' + title, JOB_QUESTIONS[title]);
    });
}

function itemFor(form, question) {
  switch (question.kind) {
    case 'choice':
      return form.addMultipleChoiceItem().setChoiceValues(Object.keys(question.choices));
    case 'parts':
      return form.addCheckboxItem().setChoiceValues(Object.keys(question.choices));
    case 'yes':
      return form.addMultipleChoiceItem().setChoiceValues(['Yes', 'No']);
    case 'text':
      return form.addTextItem();
    default:
      return form.addParagraphTextItem();
  }
}
