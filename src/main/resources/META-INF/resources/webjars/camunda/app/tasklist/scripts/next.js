// Says what happens next once a task is completed, takes away the error of a try before it, and offers to give a task back only to
// those who would find it again. Tasklist has no place for either; it speaks to the engine through XMLHttpRequest.
// NextScriptTest holds the words and ids below against the service's own.
const ENGINE = `${document.querySelector('base').getAttribute('engine-api')}engine/default/`;
// The process goes on by itself for a moment after a task is completed.
const SETTLES_IN = 1_000;
const SHOWN_FOR = 15_000;
const COMPLETION = /\/task\/([0-9a-f-]{36})\/(?:submit-form|complete)(?:\?.*)?$/;

const APPROVAL = 'user_approve_request';
const DECISIONS = {
  approve: 'Approved.', reject: 'Rejected.', rework: 'Sent back to the requester.', cancel: 'Canceled.',
  renew: 'It will be renewed.', lapse: 'It will not be renewed.', revoke: 'It will be revoked.',
};
const GROUPS = {
  requesters: 'the requester', 'legal-approvers': 'Legal', 'security-approvers': 'Security', finance: 'Finance', operators: 'Operations',
};
const STATES = {
  REQUESTED: 'The request is being checked.', CORRECTION: 'The request waits to be corrected.',
  APPROVAL: 'The request is with its approvers.', PROVISIONING: 'The request waits for its address or CSR.',
  PAYMENT: 'The payment is being prepared.',
  ORDERING: 'The seal is being ordered.', ORDERED: 'The order is in validation at DigiCert.', DELIVERY: 'The seal is being delivered.',
  IN_SERVICE: 'The seal is in service.', REJECTED: 'The request has ended.', CANCELED: 'The request has ended: it was canceled.',
  REVOKED: 'The seal is revoked.', EXPIRED: 'The seal has expired.',
};

const service = (name) => window.angular.element(document.documentElement).injector().get(name);
const me = () => service('$rootScope').authentication.name;

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  return answer.ok ? answer.json() : null;
}

const requests = new Map();
let groups;
let chosen;

let plain = false;

function inPlainWords(error) {
  if (/No matching task/.test(error.message)) {
    return { ...error, message: 'It has been completed, or it is not one of yours.' };
  }
  return !error.message && /submitting the task form/.test(error.status)
    ? { ...error, message: 'A field is missing or wrong: the form marks it.' } : error;
}

// Tasklist shows the engine's own words when a task is opened that is gone, as after "back" in the browser or from an old mail,
// and none at all when a field is missing.
function speakPlainly() {
  if (plain || !window.angular?.element(document.documentElement).injector()) {
    return;
  }
  plain = true;
  const notifications = service('Notifications');
  const { addError } = notifications;
  notifications.addError = (error) => addError.call(notifications, inPlainWords(error));
}

// Which request the chosen task is about, and whether the person is a candidate for it, is asked while it is still there.
async function look() {
  const id = new URLSearchParams(location.hash.split('?')[1]).get('task');
  // Without a card, nobody is signed in yet or no task is chosen.
  if (id === chosen || (id && !document.querySelector('.task-card'))) {
    return;
  }
  chosen = id;
  document.body.classList.remove('eseal-may-unclaim');
  if (!/^[0-9a-f-]{36}$/.test(id)) {
    return;
  }
  read(`${ENGINE}task/${id}/variables/esealId`).then((variable) => variable && requests.set(id, variable.value));
  groups ??= await read(`${ENGINE}identity/groups?userId=${encodeURIComponent(me())}`);
  const mine = groups?.groups.map((group) => group.id) ?? [];
  const links = await read(`${ENGINE}task/${id}/identity-links`);
  const candidate = links?.some(({ type, groupId, userId }) => type === 'candidate' && (mine.includes(groupId) || userId === me()));
  document.body.classList.toggle('eseal-may-unclaim', chosen === id && candidate === true);
}

function who({ assignee, candidateGroups }) {
  if (assignee) {
    return assignee === me() ? 'you' : assignee;
  }
  return candidateGroups.map((group) => GROUPS[group] ?? group).join(' or ');
}

function next({ state, tasks }) {
  const approvals = tasks.filter(({ key }) => key === APPROVAL);
  if (approvals.length > 0) {
    return `${approvals.map(who).join(' and ')} still ${approvals.length > 1 ? 'have' : 'has'} to approve.`
      .replace(/^you still has/, 'You still have');
  }
  const following = tasks.map((task) => `${act(task.name ?? task.key)} (${who(task)})`);
  return following.length > 0 ? `Next: ${following.join(', ')}.` : STATES[state] ?? '';
}

const act = (name) => (name ?? '').split(': ')[0].trim();

// A task that comes back has not got the process further, and its form says why.
function comesBack(completedAct, { tasks }) {
  return completedAct !== '' && tasks.some(({ key, name }) => key !== APPROVAL && act(name) === completedAct);
}

function tell(status, type = 'success') {
  // Tasklist shows it as text.
  service('Notifications').addMessage({ type, status, duration: SHOWN_FOR });
  service('$rootScope').$applyAsync();
}

async function completed(task, decision, completedAct) {
  service('Notifications').clearAll();
  service('$rootScope').$applyAsync();
  const status = DECISIONS[decision] ?? 'Done.';
  await new Promise((settled) => { setTimeout(settled, SETTLES_IN); });
  window.dispatchEvent(new Event('eseal-completed'));
  const request = requests.has(task) ? await read(`/api/eseals/${encodeURIComponent(requests.get(task))}`) : null;
  if (request && comesBack(completedAct, request)) {
    tell(`${request.id}: ${completedAct} is asked again. Its form shows how it stands.`, 'warning');
  } else {
    tell(request ? `${request.id}: ${status} ${next(request)}` : status);
  }
}

function decisionIn(body) {
  try {
    return JSON.parse(body).variables?.decision?.value;
  } catch {
    return undefined;
  }
}

const { open, send } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function opened(method, address, ...rest) {
  this.esealTask = String(method).toUpperCase() === 'POST' ? COMPLETION.exec(String(address))?.[1] : undefined;
  return open.call(this, method, address, ...rest);
};
XMLHttpRequest.prototype.send = function sent(body) {
  if (this.esealTask) {
    const heading = act(document.querySelector('.task-card h2.task')?.textContent);
    this.addEventListener('load', () => this.status >= 200 && this.status < 300 && completed(this.esealTask, decisionIn(body), heading));
  }
  return send.call(this, body);
};

// The address changes with the chosen task; Angular changes it without telling anybody but the page.
new MutationObserver(() => { speakPlainly(); look(); }).observe(document.body, { childList: true, subtree: true });
window.addEventListener('hashchange', look);
