// In the place of the engine's log of operations, which most people may not read: what happened to the request that the task is about.
const ENGINE = `${document.querySelector('base').getAttribute('engine-api')}engine/default/`;

window.angular.module('cam.tasklist').decorator('Views', ['$delegate', (views) => {
  const all = views.getProviders;
  views.getProviders = (options) => all.call(views, options).filter(({ id }) => id !== 'task-detail-history');
  return views;
}]);

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  return answer.ok ? answer.json() : null;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function row(cell, texts) {
  const line = document.createElement('tr');
  line.append(...texts.map((text) => element(cell, text)));
  return line;
}

// In the reader's own time zone, like all other times in Tasklist.
const minute = (instant) => new Date(instant).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });

// Tasks and states are kept by the names that machines know them by.
function words(event, detail) {
  if (event === 'state') {
    return detail.toLowerCase().replaceAll('_', ' ');
  }
  return detail.replace(/^user_\w+/, (task) => task.replace('user_', '').replaceAll('_', ' '));
}

function table(entries) {
  const made = document.createElement('table');
  made.className = 'table eseal-timeline';
  made.createTHead().append(row('th', ['When', 'Who', 'What', 'Detail']));
  made.createTBody().append(...entries.map(({ at, actor, event, detail }) => row('td',
    [minute(at), actor, event.replaceAll('_', ' '), words(event, detail ?? '')])));
  return made;
}

async function show(node) {
  const task = new URLSearchParams(location.hash.split('?')[1]).get('task');
  const variable = task && await read(`${ENGINE}task/${encodeURIComponent(task)}/variables/esealId`);
  const request = variable && await read(`/api/eseals/${encodeURIComponent(variable.value)}`);
  node.replaceChildren(request ? table([...request.timeline].reverse()) : element('p', 'There is nothing to show.'));
}

let watch;

export default {
  id: 'eseal-timeline',
  pluginPoint: 'tasklist.task.detail',
  priority: 800,
  properties: { label: 'Timeline' },
  render: (node) => {
    watch = () => show(node);
    window.addEventListener('hashchange', watch);
    show(node);
  },
  unmount: () => window.removeEventListener('hashchange', watch),
};
