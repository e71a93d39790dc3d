// Sends the card to the service once and keeps it nowhere: no names on the inputs, no storage, no address but the one below.
import { brandOf, digits, expiryOf, grouped, groupedExpiry, wrongCvv, wrongExpiry, wrongNumber } from './card.js';
import { factsOf } from './facts.js';

const id = new URLSearchParams(location.search).get('request') ?? '';
const address = `/api/eseals/${encodeURIComponent(id)}/card-payment`;
const embedded = window.parent !== window;
const tell = (message) => embedded && window.parent.postMessage(message, location.origin);
const page = document.getElementById('page').shadowRoot;
const at = (name) => page.getElementById(name);
const number = at('card-number');
const expiry = at('card-expiry');
const cvv = at('card-cvv');
const holder = at('card-holder');
const form = at('card-form');
const billing = at('billing');
const ADDRESS = ['address', 'address2', 'city', 'state', 'zip', 'country'];
const UNKNOWN = 'Nobody knows yet whether the card was charged. The service is finding out: do not pay again, with this card or '
  + 'another one.';

// The place of each finding of the service.
const PLACES = {
  '$.credit_card.number': number, '$.credit_card.expiration_month': expiry, '$.credit_card.expiration_year': expiry,
  '$.credit_card.cvv': cvv, '$.credit_card.cardholder_name': holder,
  ...Object.fromEntries(ADDRESS.map((name) => [`$.billing_address.${name}`, at(`billing-${name}`)])),
};

function mark(input, message) {
  input.setAttribute('aria-invalid', message ? 'true' : 'false');
  at(`${input.id}-error`).textContent = message;
}

function words(input) {
  return input.labels[0].firstChild.textContent.trim();
}

function show(kind, text) {
  at('notice').className = kind;
  at('notice').textContent = text;
}

/** Offers what can be done; whatever was typed is gone unless it may be sent again. */
function offer({ pay = false, look = false, leave = false }) {
  form.hidden = !pay;
  at('look-again').hidden = !look;
  at('leave').hidden = !leave;
  if (!pay) {
    forget();
  }
}

function forget() {
  form.reset();
  at('card-brand').textContent = '';
  Object.values(PLACES).forEach((input) => mark(input, ''));
}

function check() {
  const wrong = new Map([
    [number, wrongNumber(digits(number.value))],
    [expiry, wrongExpiry(expiry.value)],
    [cvv, wrongCvv(cvv.value, digits(number.value))],
    [holder, holder.value.trim() ? '' : 'Enter the name that stands on the card.'],
  ]);
  if (!billing.disabled) {
    const stateAndZip = ['US', 'CA'].includes(at('billing-country').value.trim().toUpperCase());
    for (const name of ADDRESS) {
      const input = at(`billing-${name}`);
      const needed = input.required || (stateAndZip && ['state', 'zip'].includes(name));
      wrong.set(input, needed && !input.value.trim() ? `Enter the ${words(input).toLowerCase()}.` : '');
    }
  }
  wrong.forEach((message, input) => mark(input, message));
  return [...wrong].filter(([, message]) => message).map(([input]) => input);
}

function body() {
  const { month, year } = expiryOf(expiry.value);
  const payment = {
    credit_card: {
      number: digits(number.value), expiration_month: month, expiration_year: year, cvv: cvv.value, cardholder_name: holder.value.trim(),
      set_as_default: '0',
    },
  };
  if (!billing.disabled) {
    payment.billing_address = Object.fromEntries(
      ADDRESS.map((name) => [name, at(`billing-${name}`).value.trim()]).filter(([, value]) => value));
  }
  return JSON.stringify(payment);
}

function call(method, json) {
  const [, token] = /(?:^|; )ESEAL-XSRF-TOKEN=([^;]+)/.exec(document.cookie) ?? [];
  return fetch(address, {
    method, body: json, credentials: 'same-origin', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer',
    headers: {
      Accept: 'application/json, application/problem+json',
      ...(json && { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token ?? '' }),
    },
  });
}

async function problemOf(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

/** Nothing was charged, and the same form may be sent again; only the security code is asked for anew. */
function tryAgain(message) {
  cvv.value = '';
  at('problem').textContent = message;
}

async function look() {
  let answer;
  try {
    answer = await call('GET');
  } catch {
    show('trouble', 'The service cannot be reached.');
    return offer({ look: true });
  }
  if (answer.status === 401) {
    return signedOut();
  }
  const facts = await problemOf(answer);
  if (!answer.ok) {
    show('trouble', facts.detail ?? 'The service cannot answer.');
    return offer({ look: true, leave: true });
  }
  write(facts);
  return arrange(facts);
}

function arrange(facts) {
  billing.disabled = Boolean(facts.request.billing_address);
  billing.hidden = billing.disabled;
  at('pay').textContent = `Pay at most ${facts.price.toFixed(2)} and order`;
  if (facts.status === 'over') {
    show('', facts.orderId
      ? `This request is ordered: CertCentral's order ${facts.orderId}.` : 'This request does not wait for a card any more.');
    offer({ leave: true });
  } else if (facts.status === 'under_way') {
    show('trouble', 'This request is being paid, or the outcome of a payment is being found out. Do not pay again.');
    offer({ look: true, leave: true });
  } else if (!facts.mayPay) {
    show('', 'Only members of finance pay by card.');
    offer({});
  } else {
    show('', '');
    offer({ pay: true });
  }
  return facts.status;
}

function write(facts) {
  at('facts').replaceChildren(...factsOf(facts).flatMap(([name, value]) => {
    const term = document.createElement('dt');
    const detail = document.createElement('dd');
    term.textContent = name;
    detail.textContent = value;
    return [term, detail];
  }));
}

function signedOut() {
  show('trouble', 'You are signed out, and nothing was sent. Sign in again to pay.');
  offer({});
  const again = at('notice').appendChild(document.createElement('a'));
  again.href = location.href;
  again.textContent = 'Sign in';
}

async function pay() {
  const card = `${brandOf(digits(number.value)).name || 'Card'} ending in ${digits(number.value).slice(-4)}`;
  let answer;
  try {
    answer = await call('POST', body());
  } catch {
    show('trouble', `The answer did not arrive. ${UNKNOWN}`);
    return offer({ look: true });
  }
  const problem = answer.status === 204 ? {} : await problemOf(answer);
  switch (answer.status) {
    case 204:
      show('fine', `Paid: ${card}. The request ${id} is ordered at CertCentral.`);
      offer({ leave: true });
      return tell({ paid: { id, card } });
    case 401:
      return signedOut();
    case 402:
      return tryAgain(`${problem.detail ?? 'The card was declined.'} Nothing was ordered and nothing was charged.`
        + ' Check the card, or pay with another one.');
    case 422:
      problem.findings?.forEach(place);
      return tryAgain(problem.findings?.some((finding) => PLACES[finding.path])
        ? 'Nothing was sent to CertCentral: please mend what is marked.' : problem.detail);
    case 503:
      return tryAgain(`${problem.detail ?? 'The service cannot pay at present.'}${wait(answer)}`);
    case 400: case 403: case 404: case 409: {
      const status = await look();
      return status === 'waiting'
        ? tryAgain(problem.detail ?? 'The service refused the payment.')
        : show('trouble', problem.detail ?? at('notice').textContent);
    }
    default:
      show('trouble', problem.status === 504 ? problem.detail : `The service gave no clear answer. ${UNKNOWN}`);
      return offer({ look: true, leave: true });
  }
}

function wait(answer) {
  const seconds = Number(answer.headers.get('Retry-After'));
  return seconds ? ` It may work in ${seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`}.` : '';
}

function place(finding) {
  const input = PLACES[finding.path];
  if (input) {
    mark(input, finding.rule === 'expired' ? 'The card has expired.' : finding.message.replace(/^\S+/, words(input)));
  }
}

async function submit(event) {
  event.preventDefault();
  at('problem').textContent = '';
  const [first, ...others] = check();
  if (first) {
    at('problem').textContent = others.length
      ? `Nothing was sent: ${others.length + 1} fields need your attention.` : 'Nothing was sent: one field needs your attention.';
    first.focus();
    return;
  }
  const button = at('pay');
  const label = button.textContent;
  // Not the fieldsets: a disabled field loses its focus, and a screen reader its place.
  button.disabled = true;
  button.textContent = 'Paying…';
  form.inert = true;
  try {
    await pay();
  } finally {
    form.inert = false;
    button.disabled = false;
    button.textContent = label;
  }
  (form.hidden ? at('notice') : form.querySelector('[aria-invalid=true]') ?? number).focus();
}

function regroup(input, write) {
  const before = digits(input.value.slice(0, input.selectionStart)).length;
  input.value = write(input.value);
  let caret = 0;
  for (let seen = 0; caret < input.value.length && seen < before; caret++) {
    seen += /\d/.test(input.value[caret]) ? 1 : 0;
  }
  input.setSelectionRange(caret, caret);
}

number.addEventListener('input', () => {
  regroup(number, (text) => grouped(digits(text).slice(0, 19)));
  const brand = brandOf(digits(number.value));
  at('card-brand').textContent = brand.name;
  at('card-cvv-hint').textContent = brand.cvv === 4 ? '4 digits on the front' : '3 digits on the back';
});
expiry.addEventListener('input', (event) => {
  if (event.inputType !== 'deleteContentBackward') {
    expiry.value = groupedExpiry(expiry.value);
  }
});
cvv.addEventListener('input', () => { cvv.value = digits(cvv.value); });
form.addEventListener('input', (event) => event.target.getAttribute('aria-invalid') === 'true' && mark(event.target, ''));
form.addEventListener('submit', submit);
at('look-again').addEventListener('click', look);
at('leave').addEventListener('click', () => (embedded ? tell({ leave: true }) : location.assign('/camunda/app/tasklist/default/')));
// Nothing typed survives in a page that the browser keeps to come back to.
window.addEventListener('pagehide', forget);
new ResizeObserver(() => tell({ height: Math.ceil(document.documentElement.getBoundingClientRect().height) }))
  .observe(document.documentElement);
look();
