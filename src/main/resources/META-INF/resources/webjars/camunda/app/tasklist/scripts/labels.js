// At a first visit Tasklist may draw before its labels have come, and then shows their keys for good. It waits for this
// module, and takes labels from local storage where it finds them.
const locales = `${document.querySelector('base').getAttribute('app-root')}/app/tasklist/locales/`;
const stored = JSON.parse(localStorage.getItem('camunda-web') || '{}');
const key = `${locales}_locales_data_en_${window.bust}`;
if (!stored[key]) {
  const answer = await fetch(`${locales}en.json`);
  if (answer.ok) {
    stored[key] = await answer.text();
    localStorage.setItem('camunda-web', JSON.stringify(stored));
  }
}
