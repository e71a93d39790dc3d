// What a card's number tells (ISO/IEC 7812); the service checks it again by the same rules.
const PLAIN = { name: '', lengths: range(12, 19), cvv: 3, groups: [4, 4, 4, 4, 3] };
const BRANDS = [
  { name: 'American Express', prefix: /^3[47]/, lengths: [15], cvv: 4, groups: [4, 6, 5] },
  { name: 'Visa', prefix: /^4/, lengths: [13, 16, 19] },
  { name: 'Mastercard', prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { name: 'Diners Club', prefix: /^3(0[0-59]|[689])/, lengths: range(14, 19), groups: [4, 6, 9] },
  { name: 'JCB', prefix: /^35(2[89]|[3-8])/, lengths: range(16, 19) },
  { name: 'Discover', prefix: /^(6011|64[4-9]|65)/, lengths: range(16, 19) },
  { name: 'UnionPay', prefix: /^(62|81)/, lengths: range(16, 19) },
  { name: 'Maestro', prefix: /^(50|5[6-8]|6304|67)/, lengths: range(12, 19) },
].map((brand) => ({ ...PLAIN, ...brand }));

function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

export function digits(text) {
  return text.replace(/\D/g, '');
}

export function brandOf(number) {
  return BRANDS.find((brand) => brand.prefix.test(number)) ?? PLAIN;
}

export function grouped(number) {
  const groups = [];
  let rest = number;
  for (const length of brandOf(number).groups) {
    groups.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return [...groups, rest].filter((group) => group).join(' ');
}

/** What is wrong with the number; nothing when it is good. */
export function wrongNumber(number) {
  if (!number) {
    return 'Enter the card number.';
  }
  if (!brandOf(number).lengths.includes(number.length)) {
    return `The card number does not have the number of digits of ${brandOf(number).name ? `a ${brandOf(number).name} card` : 'a card'}.`;
  }
  return luhn(number) ? '' : 'This is no card number: its check digit does not fit. Is there a typing mistake?';
}

function luhn(number) {
  const sum = [...number].reverse().reduce((total, digit, i) => {
    const value = i % 2 ? digit * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Month and year of "12 / 27", "12/2027" or "1227"; nothing when the text is none. */
export function expiryOf(text) {
  const [, month, year] = /^\s*(0?[1-9]|1[0-2])\s*[/-]?\s*(\d{2}|\d{4})\s*$/.exec(text) ?? [];
  return month && { month: month.padStart(2, '0'), year: year.length === 2 ? `20${year}` : year };
}

export function wrongExpiry(text, now = new Date()) {
  const expiry = expiryOf(text);
  if (!expiry) {
    return text.trim() ? 'Enter month and year as they stand on the card, such as 08 / 29.' : 'Enter when the card expires.';
  }
  // A card is good until the last day of its month.
  return new Date(Date.UTC(expiry.year, expiry.month, 1)) > now ? '' : 'The card has expired.';
}

export function wrongCvv(cvv, number) {
  const length = brandOf(number).cvv;
  if (!cvv) {
    return 'Enter the security code.';
  }
  return cvv.length === length ? '' : `The security code of this kind of card has ${length} digits.`;
}

export function groupedExpiry(text) {
  const only = digits(text);
  const padded = /^[2-9]/.test(only) ? `0${only}` : only;
  return padded.length > 2 ? `${padded.slice(0, 2)} / ${padded.slice(2, 6)}` : padded;
}
