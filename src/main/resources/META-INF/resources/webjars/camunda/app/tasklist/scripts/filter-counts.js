// Tasklist counts the tasks of the chosen filter only; this writes the others' counts beside their names.
const EVERY = 60_000;
// Tasklist draws its list anew every ten seconds; counting every list each time would cost more than it tells.
const AT_MOST_EVERY = 20_000;
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

let counted = 0;

async function count(atOnce = false) {
  const tooSoon = !atOnce && Date.now() - counted < AT_MOST_EVERY;
  if (tooSoon || document.visibilityState !== 'visible' || !document.querySelector('.task-filter')) {
    return;
  }
  counted = Date.now();
  const answer = await fetch(FILTERS, { headers: { Accept: 'application/json' } });
  if (answer.ok) {
    for (const filter of await answer.json()) {
      counts.set(filter.name, filter.itemCount);
    }
    write();
  }
}

// A list is drawn anew when it is chosen or a task changes hands: then the others' counts change too.
new MutationObserver((changes) => {
  if (changes.some((change) => change.target.closest?.('.task-filters, .tasks-list'))) {
    write();
    count();
  }
}).observe(document.body, { childList: true, subtree: true });
setInterval(count, EVERY);
window.addEventListener('eseal-completed', () => count(true));
