// Camunda's own login view knows user and password only. Whoever must sign in does so on the service's page, however
// people sign in here, and comes back. Not twice in a row: pages that refuse somebody who is signed in must not load for ever.
const LAST = 'eseal.sign-in';

function signIn() {
  if (/^#!?\/login/.test(location.hash) && Date.now() - Number(sessionStorage.getItem(LAST)) > 10000) {
    sessionStorage.setItem(LAST, Date.now());
    location.replace(location.pathname);
  }
}

addEventListener('hashchange', signIn);
signIn();
