// Dates in the precision known, {y, m, d} with 0 for what is not: read and written as the server
// does (korridor/web/form), so that bars and inputs agree. Days are counted from 1 January 1970.

const minYear = 1900;
export const maxYear = 2200;

/** The number of a day; month and day may run over, as in (2026, 13, 1). */
export const count = (y, m, d) => Math.round(Date.UTC(y, m - 1, d) / 86400000);

/** The date of a numbered day. */
export function dayOf(n) {
  const t = new Date(n * 86400000);
  return { y: t.getUTCFullYear(), m: t.getUTCMonth() + 1, d: t.getUTCDate() };
}

export const first = (date) => count(date.y, date.m || 1, date.d || 1);
export const last = (date) => (date.d ? first(date) : date.m ? count(date.y, date.m + 1, 0) : count(date.y, 12, 31));

/** A day as a year with the share of it that has passed. */
export function yearOf(n) {
  const { y } = dayOf(Math.floor(n));
  return y + (n - count(y, 1, 1)) / (count(y + 1, 1, 1) - count(y, 1, 1));
}

export const days = { day: 1, month: 30.4375, year: 365.25 }; // of a unit, about

/** The unit in which a date moves: the precision that it has. */
export const unitOf = (date) => (date.d ? 'day' : date.m ? 'month' : 'year');

export const coarser = (a, b) => (days[a] > days[b] ? a : b);

const monthDays = (y, m) => dayOf(count(y, m + 1, 0)).d;

/**
 * The date n units on, or null beyond the years that are kept. A month on, the end of a month
 * stays the end of one where atEnd says so.
 */
export function shift(date, unit, n, atEnd) {
  let moved;
  if (unit === 'day') {
    moved = dayOf(first(date) + n);
  } else {
    const months = date.y * 12 + Math.max(date.m, 1) - 1 + n * (unit === 'year' ? 12 : 1);
    const [y, m] = [Math.floor(months / 12), (months % 12) + 1];
    const end = atEnd && date.d === monthDays(date.y, date.m);
    moved = { y, m: date.m && m, d: date.d && (end ? monthDays(y, m) : Math.min(date.d, monthDays(y, m))) };
  }
  return moved.y < minYear || moved.y > maxYear ? null : moved;
}

const bare = (s) => s.toLowerCase().replaceAll('ë', 'e').replaceAll('ç', 'c');

function monthNamed(text, words) {
  const at = words.months.findIndex((name, i) => [name, words.short[i]].some((n) => bare(n).startsWith(bare(text))));
  return at < 0 ? 99 : at + 1;
}

/** The parts of a typed date as texts, or null. */
function parts(text, words) {
  let m = /^(\d{4})(?: ?[-./] ?(\d{1,2})(?: ?[-./] ?(\d{1,2}))?)?\.?$/.exec(text);
  if (m) return [m[1], m[2], m[3]];
  m = /^(?:(\d{1,2}) ?([-./]) ?)?(\d{1,2}) ?([-./]) ?(\d{4})\.?$/.exec(text);
  if (m) {
    if (m[2] && m[2] !== m[4]) return null;
    if (m[4] !== '/' || !m[1] || words.numeric || Number(m[1]) === Number(m[3])) return [m[5], m[3], m[1]];
    if (Number(m[3]) > 12) return [m[5], m[1], m[3]];
    return Number(m[1]) > 12 ? [m[5], m[3], m[1]] : null; // 01/02/2026 is asked back by the server
  }
  m = /^(?:(\d{1,2})\.? ?)?(\p{L}{3,})[.,]? ?(\d{4})$/u.exec(text);
  if (m) return [m[3], monthNamed(m[2], words), m[1]];
  m = /^(\p{L}{3,})\.? ?(\d{1,2}),? (\d{4})$/u.exec(text);
  return m && [m[3], monthNamed(m[1], words), m[2]];
}

/** Reads a typed date: null where nothing is typed, undefined where it is no date. */
export function read(typed, words) {
  const text = typed.replace(/[ \t\u00a0\u202f\u2009]+/g, ' ').trim();
  if (text === '') return null;
  const found = parts(text, words);
  if (!found) return undefined;
  const [y, m, d] = found.map((part) => Number(part ?? 0));
  const wrong = y < minYear || y > maxYear || (found[1] !== undefined && (m < 1 || m > 12))
    || (found[2] !== undefined && (d < 1 || d > monthDays(y, m)));
  return wrong ? undefined : { y, m, d };
}

const two = (n) => String(n).padStart(2, '0');

/** Writes a date as the pages do. */
export function write({ y, m, d }, words) {
  if (!m) return String(y);
  if (!d) return `${(words.numeric ? words.months : words.short)[m - 1]} ${y}`;
  return words.numeric ? `${two(d)}.${two(m)}.${y}` : `${d} ${words.short[m - 1]} ${y}`;
}
