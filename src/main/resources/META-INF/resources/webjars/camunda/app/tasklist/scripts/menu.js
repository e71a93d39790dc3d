// Tasklist's menu leads back to the start page; what is offered is what this person may do: start a process, comment on a task,
// change a list.
const engine = `${document.querySelector('base').getAttribute('engine-api')}engine/default/`;
const startable = 'process-definition/count?latestVersion=true&active=true&startableInTasklist=true&startablePermissionCheck=true';
// Comments, which the engine asks no permission for, are left to those who look after all tasks.
const everyTask = 'authorization/check?permissionName=UPDATE_TASK&resourceName=PROCESS_DEFINITION&resourceType=6'
  + '&resourceId=eseal-lifecycle';
const everyList = 'authorization/check?permissionName=UPDATE&resourceName=FILTER&resourceType=5';

async function mark(name, path, isPermitted) {
  const answer = await fetch(engine + path, { headers: { Accept: 'application/json' } });
  document.body.classList.toggle(name, answer.ok && isPermitted(await answer.json()));
}

export default {
  id: 'eseal-start-page',
  pluginPoint: 'tasklist.navbar.action',
  priority: 1000,
  render: (node) => {
    const link = node.appendChild(document.createElement('a'));
    link.href = '/';
    link.textContent = 'Start page';
    mark('eseal-may-start', startable, ({ count }) => count > 0);
    mark('eseal-may-comment', everyTask, ({ authorized }) => authorized);
    mark('eseal-may-edit-lists', everyList, ({ authorized }) => authorized);
  },
};
