// Hands out the document to seal and sends what was sealed; what is right is for the service to say.
const id = new URLSearchParams(location.search).get('request') ?? '';
const request = `/api/eseals/${encodeURIComponent(id)}`;
const at = (name) => document.getElementById(name);
const CONTAINER = 'application/vnd.etsi.asic-e+zip';
const TYPES = { pdf: 'application/pdf', asice: CONTAINER, sce: CONTAINER, zip: CONTAINER };

at('request').textContent = `Request ${id}`;
at('certificate').href = `${request}/certificate`;
at('line').textContent = `openssl cms -sign -cades -binary -in ${id}-proof.txt \\\n`
  + '  -signer certificate.pem -inkey key.pem -outform DER -out proof.p7s';
at('pdf').addEventListener('click', () => download('application/pdf', 'pdf'));
at('text').addEventListener('click', () => download('text/plain', 'txt'));
at('form').addEventListener('submit', (event) => {
  event.preventDefault();
  send(at('file').files[0]);
});

function show(kind, ...lines) {
  const answer = at('answer');
  answer.className = kind;
  answer.replaceChildren(...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })));
  answer.focus();
}

async function call(method, headers, body) {
  const [, token] = /(?:^|; )ESEAL-XSRF-TOKEN=([^;]+)/.exec(document.cookie) ?? [];
  return fetch(`${request}/proof`, {
    method, body, credentials: 'same-origin', cache: 'no-store', redirect: 'error',
    headers: { ...headers, ...(body && { 'X-XSRF-TOKEN': token ?? '' }) },
  });
}

/** Says why the service refused, in its own words. */
async function refused(answer) {
  const problem = await answer.json().catch(() => ({}));
  const findings = (problem.findings ?? []).map(({ message }) => message);
  show('trouble', ...(findings.length ? findings : [problem.detail ?? `The service answered with status ${answer.status}.`]));
}

async function download(type, ending) {
  try {
    const answer = await call('GET', { Accept: `${type}, application/problem+json` });
    if (!answer.ok) {
      return await refused(answer);
    }
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(await answer.blob()), download: `${id}-proof.${ending}`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  } catch {
    show('trouble', 'The service cannot be reached.');
  }
}

async function send(file) {
  at('send').disabled = true;
  show('', 'The seal is being checked …');
  try {
    const type = TYPES[file.name.split('.').pop().toLowerCase()] ?? 'application/pkcs7-signature';
    const answer = await call('POST', { 'Content-Type': type, Accept: 'application/problem+json' }, file);
    if (answer.ok) {
      show('fine', 'The seal is proven. You can close this page.');
    } else {
      await refused(answer);
    }
  } catch {
    show('trouble', 'The service cannot be reached.');
  }
  at('send').disabled = false;
}
