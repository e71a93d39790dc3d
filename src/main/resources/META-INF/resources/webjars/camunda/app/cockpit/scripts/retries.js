// Tells in Cockpit what the engine shows only once it is an incident: steps that failed and are tried again, and whether calls
// to CertCentral flow.
const EVERY = 15_000;

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className ?? '';
  return made;
}

function link(address, text) {
  const made = element('a', text);
  made.href = address;
  return made;
}

const minute = (instant) => (instant ? `${instant.slice(0, 16).replace('T', ' ')} UTC` : '');

function tries({ failures, heldBack }) {
  return `${failures - heldBack} failed${heldBack > 0 ? `, ${heldBack} held back` : ''}`;
}

function next({ suspended, askedBy, triesLeft, nextTry }) {
  if (suspended) {
    return 'suspended';
  }
  if (askedBy) {
    return `now, asked for by ${askedBy}`;
  }
  return triesLeft === 0 ? 'none: stands still' : minute(nextTry);
}

function row(cell, texts) {
  const line = document.createElement('tr');
  line.append(...texts.map((text) => element(cell, text)));
  return line;
}

function table(steps) {
  const made = element('table', '', 'table cam-table eseal-retries');
  made.createTHead().append(row('th', ['Step', 'Request', 'Failed first', 'Tries', 'Next try', 'Why']));
  made.createTBody().append(...steps.map((step) => row('td',
    [step.step, step.eseal ?? '', minute(step.since), tries(step), next(step), step.reason])));
  return made;
}

function calls({ calls: state, pausedUntil, lastGood, nodes }) {
  const words = {
    flowing: 'CertCentral: calls flow.',
    paused: `CertCentral has had too many calls of the API key; no node sends any until ${minute(pausedUntil)}.`,
    interrupted: `CertCentral is taken to be down by ${
      nodes.filter(({ breaker }) => breaker !== 'CLOSED').map(({ node }) => node).join(', ')}.`,
  };
  return element('p', `${words[state]} ${lastGood ? `Last good call of any node: ${minute(lastGood)}.` : 'No good call within a week.'}`);
}

function cause({ words, steps, standingStill, since, nextTry }) {
  return element('p', `${steps - standingStill} tried again, ${standingStill} standing still: ${words}. Since ${minute(since)}`
    + `${nextTry ? `; next try ${minute(nextTry)}` : ''}.`);
}

async function show(node, query, withCauses) {
  const answer = await fetch(`/api/retries${query}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    node.replaceChildren(element('p', 'What is tried again cannot be shown at present.'));
    return;
  }
  const { certCentral, causes, steps } = await answer.json();
  const parts = [calls(certCentral), ...(withCauses ? causes.map(cause) : [])];
  if (steps.length > 0) {
    const hint = element('p', 'Operators pull tries forward on the ');
    hint.append(link('/', 'start page'), '.');
    parts.push(table(steps), hint);
  } else {
    parts.push(element('p', 'No step waits for another try.'));
  }
  node.replaceChildren(...parts);
}

function plugin(id, pluginPoint, label, priority, query, withCauses) {
  let timer;
  return {
    id,
    pluginPoint,
    priority,
    properties: { label },
    render: (node, data) => {
      node.classList.add('eseal-retrying');
      const draw = () => document.visibilityState === 'visible' && show(node, query(data), withCauses);
      show(node, query(data), withCauses);
      clearInterval(timer);
      timer = setInterval(draw, EVERY);
    },
    unmount: () => clearInterval(timer),
  };
}

export default [
  plugin('eseal-retries', 'cockpit.dashboard', 'Tried again', 1000, () => '', true),
  plugin('eseal-retries-of-instance', 'cockpit.processInstance.runtime.tab', 'Tried again', 4,
    ({ processInstanceId }) => `?instance=${encodeURIComponent(processInstanceId)}`, false),
];
