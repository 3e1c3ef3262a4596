// What the cost lines of an estimate come to, exactly as korridor/pkg/estimate computes it (a test
// runs the same lines through both). Numbers are decimals of numbers.js, amounts BigInts of cents.

import { divideHalfEven, multiply, roundToMinor } from './numbers.js';

const MAX_MINOR = 99_999_999_999_999_999n;

/**
 * Computes lines of { code, phase, category, contingency, of, ofLines, quantity, rate, percent }, where a number is a
 * decimal, null where there is none, or undefined where it cannot be read. Returned: the amounts, null
 * where there is none yet, their total, and a Map of totals by phase.
 */
export function sumLines(lines) {
  const bases = new Map();
  const amounts = lines.map((line) => {
    const amount = measured(line);
    if (amount !== null && !line.contingency) {
      const key = `${line.phase} ${line.category}`;
      bases.set(key, (bases.get(key) ?? 0n) + amount);
    }
    return amount;
  });
  lines.forEach((line, i) => { if (isPercent(line) && !named(line)) amounts[i] = share(line, bases); });
  shareLines(lines, amounts);
  let total = 0n;
  const phases = new Map();
  lines.forEach((line, i) => {
    if (amounts[i] === null) return;
    total += amounts[i];
    phases.set(line.phase, (phases.get(line.phase) ?? 0n) + amounts[i]);
  });
  return { amounts, total, phases };
}

function unreadable({ quantity, rate, percent }) { return [quantity, rate, percent].includes(undefined); }

function isPercent(line) { return !unreadable(line) && line.percent !== null; }

function measured(line) {
  if (unreadable(line) || line.percent !== null || line.quantity === null || line.rate === null) return null;
  return within(roundToMinor(multiply(line.quantity, line.rate)));
}

function share(line, bases) {
  const base = line.of.reduce((sum, category) => sum + (bases.get(`${line.phase} ${category}`) ?? 0n), 0n);
  return part(base, line.percent);
}

function named({ ofLines }) { return ofLines?.length > 0; }

/** The percentages of named lines, as soon as all that they name is known: those in a circle never are. */
function shareLines(lines, amounts) {
  const places = new Map(lines.map(({ code }, i) => [code, i]));
  let open = lines.flatMap((line, i) => (isPercent(line) && named(line) ? [i] : []));
  for (let left = Infinity; open.length < left;) {
    left = open.length;
    open = open.filter((i) => {
      const parts = lines[i].ofLines.map((code) => amounts[places.get(code)] ?? null);
      if (parts.includes(null)) return true;
      amounts[i] = part(parts.reduce((sum, amount) => sum + amount, 0n), lines[i].percent);
      return false;
    });
  }
}

function part(base, percent) { return within(divideHalfEven(base * percent.units, 10n ** BigInt(percent.places + 2))); }

function within(amount) { return amount > MAX_MINOR || amount < -MAX_MINOR ? null : amount; }
