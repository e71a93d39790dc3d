// A link to a task goes through the page of sign-in, which does not keep what follows the #: it is in the query too.
const task = new URLSearchParams(location.search).get('task');

if (/^[0-9a-f-]{36}$/.test(task) && !location.hash.includes('task=')) {
  location.replace(`${location.pathname}#/?task=${task}`);
}
