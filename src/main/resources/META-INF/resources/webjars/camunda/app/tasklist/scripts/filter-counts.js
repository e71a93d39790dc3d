// Tasklist counts the tasks of the chosen filter only; this writes the others' counts beside their names.
const EVERY = 60_000;
const FILTERS = `${document.querySelector('base').getAttribute('engine-api')}engine/default/filter?resourceType=Task&itemCount=true`;

const counts = new Map();

function write() {
  for (const name of document.querySelectorAll('.task-filter:not(.active) .name a')) {
    const count = counts.get(name.firstChild.textContent.trim());
    let shown = name.querySelector('.eseal-count');
    if (!shown) {
      shown = name.appendChild(document.createElement('span'));
      shown.className = 'eseal-count';
    }
    const text = count === undefined ? '' : `(${count})`;
    if (shown.textContent !== text) {
      shown.textContent = text;
    }
  }
}

async function count() {
  if (document.visibilityState !== 'visible' || !document.querySelector('.task-filter')) {
    return;
  }
  const answer = await fetch(FILTERS, { headers: { Accept: 'application/json' } });
  if (answer.ok) {
    for (const filter of await answer.json()) {
      counts.set(filter.name, filter.itemCount);
    }
    write();
  }
}

let asked;
// The list is drawn anew when a filter is chosen or a task changes hands: that is when the others' counts change too.
new MutationObserver((changes) => {
  if (changes.some((change) => change.target.closest?.('.task-filters, .tasks-list'))) {
    write();
    clearTimeout(asked);
    asked = setTimeout(count, 1000);
  }
}).observe(document.body, { childList: true, subtree: true });
setInterval(count, EVERY);
