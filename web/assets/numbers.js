// Reads and writes numbers as people type them, exactly as korridor/pkg/money does (a test runs
// the same texts through both), and computes with them exactly: BigInt throughout, never floats.
//
// An amount is a BigInt of minor units (cents). A decimal is { units, places }: 12.5 is
// { units: 125n, places: 1 }. A style is what styleOf returns for a language.

const SPACE = '\u00a0';
const MINUS = '\u2212';
const GROUPERS = ' \u00a0\u202f\u2009\'\u2019';
const MARKS = '.,';
const MINOR_DIGITS = 2;
const MAX_MINOR = 99_999_999_999_999_999n;
const MAX_TEXT = 64;
const MAX_DECIMALS = 12;
const MAX_WHOLE = 30;
const BLANKS = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const ENDS = new RegExp(`^${BLANKS}|${BLANKS}$`, 'g');
const SYMBOLS = { EUR: '€', USD: '$' };
const LEK = new Set(['lek', 'lekë', 'leke']);
const CODES = new Set(['EUR', 'ALL', 'USD', 'BAM', 'BGN', 'CAD', 'CHF', 'CNY', 'CZK', 'DKK', 'GBP', 'HUF', 'JPY',
  'MKD', 'NOK', 'PLN', 'RON', 'RSD', 'RUB', 'SEK', 'TRY', 'UAH']);

/** The style of a language: 1,234,567.89 in English, 1 234 567,89 in Albanian. */
export function styleOf(language) {
  return language === 'sq' ? { group: SPACE, decimal: ',' } : { group: ',', decimal: '.' };
}

/**
 * Reads an amount of the currency: { minor }, or { problem, readings }, where problem is a key of
 * money.ParseError and readings the two texts of an ambiguous one.
 */
export function readAmount(text, style, currency) {
  const core = trimmed(text);
  if (core.problem) return core;
  let [negative, body, signed] = cutSign(core.text);
  const [rest, mark] = cutMark(body);
  body = rest;
  if (mark !== '' && !marks(mark, currency)) return { problem: 'wrong_currency' };
  if (!signed) [negative, body] = cutSign(body);
  const read = readNumber(negative, body, style, true);
  return read.problem ? read : toMinor(read.value);
}

/** Reads a number: { value }, a decimal, or { problem, readings } as readAmount. */
export function readDecimal(text, style) {
  const core = trimmed(text);
  if (core.problem) return core;
  const [negative, body] = cutSign(core.text);
  return readNumber(negative, body, style, false);
}

/** A decimal of major units as an amount: { minor }, or { problem } where it is finer or out of range. */
export function toMinor(value) {
  const minor = roundToMinor(value);
  if (minor > MAX_MINOR || minor < -MAX_MINOR) return { problem: 'out_of_range' };
  if (!sameNumber(value, fromMinor(minor))) return { problem: 'too_fine' };
  return { minor };
}

/** A decimal of major units in minor units, rounded half to even. */
export function roundToMinor({ units, places }) {
  return places <= MINOR_DIGITS ? units * power(MINOR_DIGITS - places) : divideHalfEven(units, power(places - MINOR_DIGITS));
}

/** An amount as a decimal of major units. */
export function fromMinor(minor) { return { units: minor, places: MINOR_DIGITS }; }

/** The exact product of two decimals. */
export function multiply(a, b) { return { units: a.units * b.units, places: a.places + b.places }; }

/** The quotient of two BigInts as a BigInt, rounded half to even. */
export function divideHalfEven(n, divisor) {
  if (divisor < 0n) [n, divisor] = [-n, -divisor];
  const sign = n < 0n ? -1n : 1n;
  const size = n * sign;
  let quotient = size / divisor;
  const twice = 2n * (size % divisor);
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) quotient += 1n;
  return quotient * sign;
}

/** Reads the plain form of machines, "-1234.50"; "" gives null. */
export function readPlain(text) {
  if (text === '') return null;
  const [whole, fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), places: fraction.length };
}

/** Writes an amount grouped, with its two decimals and without its currency. */
export function writeAmount(minor, style) { return writeDecimal(fromMinor(minor), style, MINOR_DIGITS, MINOR_DIGITS); }

/** Writes a decimal grouped, rounded half to even to most decimals, with at least least of them. */
export function writeDecimal({ units, places }, style, least = 0, most = MAX_DECIMALS) {
  const rounded = places > most ? divideHalfEven(units, power(places - most)) : units * power(most - places);
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(most + 1, '0');
  let fraction = digits.slice(digits.length - most);
  while (fraction.length > least && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  const whole = digits.slice(0, digits.length - most).replace(/\B(?=(\d{3})+$)/g, style.group);
  return (rounded < 0n ? MINUS : '') + whole + (fraction && style.decimal + fraction);
}

/** Whether two decimals are the same number. */
export function sameNumber(a, b) { return a.units * power(b.places) === b.units * power(a.places); }

function power(n) { return 10n ** BigInt(n); }

function trim(text) { return text.replace(ENDS, ''); }

function trimmed(text) {
  if ([...text].length > MAX_TEXT) return { problem: 'too_long' };
  const core = trim(text);
  return core === '' ? { problem: 'empty' } : { text: core };
}

function cutSign(text) {
  return /^[-\u2212+]/.test(text) ? [text[0] !== '+', trim(text.slice(1)), true] : [false, text, false];
}

function cutMark(text) {
  const found = text.match(/^\p{Sc}/u) ?? text.match(/\p{Sc}$/u) ?? code(text.match(/^[A-Za-zëË]+/)) ?? code(text.match(/[A-Za-zëË]+$/));
  if (!found) return [text, ''];
  return [trim(found.index === 0 ? text.slice(found[0].length) : text.slice(0, found.index)), found[0]];
}

function code(found) { return found && (CODES.has(found[0].toUpperCase()) || LEK.has(found[0].toLowerCase())) ? found : null; }

function marks(mark, currency) {
  return mark === (SYMBOLS[currency] ?? currency) || mark.toUpperCase() === currency || (currency === 'ALL' && LEK.has(mark.toLowerCase()));
}

function readNumber(negative, body, style, forAmount) {
  if (/^[0-9.,]+[eE][+\-\u2212]?[0-9]+$/.test(body)) return { problem: 'exponent' };
  if (!/[0-9]/.test(body)) return { problem: 'not_a_number' };
  const segments = body.split(/[^0-9]/u);
  const separators = [...body.replace(/[0-9]/g, '')];
  if (separators.some((s) => !(GROUPERS + MARKS).includes(s))) return { problem: 'not_a_number' };
  const found = readings(segments, separators, style, forAmount);
  if (found.length === 0) return { problem: 'bad_grouping' };
  const values = [];
  for (const [whole, fraction] of found) {
    if (fraction.length > MAX_DECIMALS) return { problem: 'too_fine' };
    if (whole.replace(/^0+/, '').length > MAX_WHOLE) return { problem: 'out_of_range' };
    const units = BigInt(whole + fraction);
    values.push({ units: negative ? -units : units, places: fraction.length });
  }
  if (values.length === 1 || sameNumber(values[0], values[1])) return { value: values[0] };
  return { problem: 'ambiguous', readings: values.map((v) => writeDecimal(v, style, forAmount ? MINOR_DIGITS : 0)) };
}

/** The ways to understand a numeral; the table is in pkg/money/reading.go. */
function readings(segments, separators, style, forAmount) {
  const last = separators.length - 1;
  if (last < 0) return [[segments[0], '']];
  if (last === 0 && MARKS.includes(separators[0])) return loneMark(segments, separators[0], style, forAmount);
  if (alike(separators)) return grouped(segments) ? [[segments.join(''), '']] : [];
  const groups = segments.slice(0, last + 1);
  const fraction = segments[last + 1];
  const number = MARKS.includes(separators[last]) && alike(separators.slice(0, last)) && grouped(groups) && fraction !== '';
  return number ? [[groups.join(''), fraction]] : [];
}

function loneMark([whole, fraction], mark, style, forAmount) {
  const asGroups = [whole + fraction, ''];
  const asDecimal = [whole, fraction];
  if (fraction === '') return [];
  if (!grouped([whole, fraction])) return [asDecimal];
  if (mark === style.group) return [asGroups];
  if (mark === style.decimal && !forAmount) return [asDecimal];
  return [asGroups, asDecimal];
}

function alike(separators) { return separators.every((s) => s === separators[0]); }

function grouped([first, ...rest]) {
  return /^[0-9]{1,3}$/.test(first) && first !== '0' && rest.every((s) => s.length === 3);
}
