// Tasklist's menu leads back to the start page, and offers to start a process only to those who may.
const startable = `${document.querySelector('base').getAttribute('engine-api')}engine/default/process-definition/count`
  + '?latestVersion=true&active=true&startableInTasklist=true&startablePermissionCheck=true';

async function mark() {
  const answer = await fetch(startable, { headers: { Accept: 'application/json' } });
  document.body.classList.toggle('eseal-may-start', answer.ok && (await answer.json()).count > 0);
}

export default {
  id: 'eseal-start-page',
  pluginPoint: 'tasklist.navbar.action',
  priority: 1000,
  render: (node) => {
    const link = node.appendChild(document.createElement('a'));
    link.href = '/';
    link.textContent = 'Start page';
    mark();
  },
};
