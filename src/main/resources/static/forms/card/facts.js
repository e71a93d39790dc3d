// The facts of the decision, in plain words.
const KEYS = {
  qscd: 'on a hardware token that DigiCert ships (qualified seals)',
  csr: 'held by the organisation, certificate by CSR (advanced seals)',
};
const SHIPPING = { STANDARD: 'standard', EXPEDITED: 'expedited (costs extra)' };

function organization({ organizationName, request: { organization: { id, name } = {} } }) {
  const known = organizationName ?? name ?? '';
  return id ? `${known} (number ${id} in CertCentral)`.trim() : known && `${known} (new to CertCentral)`;
}

function validity({ years, days, custom_expiration_date: until } = {}) {
  if (until) {
    return `until ${until}`;
  }
  return days ? `${days} days` : years ? `${years} year${years === 1 ? '' : 's'}` : 'not stated: DigiCert decides';
}

function minute(instant) {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

function postal({ address, address2, zip, city, state, country }) {
  return [address, address2, zip, city, state, country].filter((part) => part).join(', ');
}

export function factsOf(facts) {
  const { request } = facts;
  return [
    ['Request', facts.id],
    ['Organisation', organization(facts)],
    ['Product', 'EU Qualified eSeal'],
    ['Valid for', validity(request.order_validity)],
    ['Private key', KEYS[request.provisioning_method] ?? request.provisioning_method],
    ['Shipping', request.provisioning_method === 'qscd' && request.ship_info
      && (SHIPPING[request.ship_info.method] ?? request.ship_info.method)],
    ['Price', `at most ${facts.price.toFixed(2)}, in the currency of the CertCentral account`],
    ['Billed to', request.billing_address && postal(request.billing_address)],
    ['Requested by', `${facts.requester}, ${minute(facts.requestedAt)}`],
    ['Approved by', facts.approvals.map(({ approver, group, at }) => `${approver} for ${group}, ${minute(at)}`).join('\n')],
  ].filter(([, value]) => value);
}
