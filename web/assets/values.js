// What the cells of a sheet say, as numbers; see grid.js.

import { get } from './cells.js';
import { readAmount, readDecimal, readPlain, roundToMinor, sameNumber, writeAmount, writeDecimal } from './numbers.js';

export class Values {
  #known = new WeakMap(); // cell -> the text last read, and what it says

  constructor(style) { this.style = style; }

  /** What the cell says: { minor } | { value } | { text } | { problem, readings }. */
  of(cell) {
    const currency = cell.dataset.kind === 'amount' ? currencyOf(cell) : '';
    const known = this.#known.get(cell);
    const text = get(cell);
    if (known?.text === text && known.currency === currency) return known.value;
    const value = this.#read(cell.dataset.kind, text, currency);
    this.#known.set(cell, { text, currency, value });
    return value;
  }

  /** Whether the cell could hold the text. */
  readable(cell, text) { return !this.#read(cell.dataset.kind, text, currencyOf(cell)).problem; }

  #read(kind, text, currency) {
    if (kind === 'amount') return readAmount(text, this.style, currency);
    if (kind === 'percent') return readDecimal(text.replace(/\s*%\s*$/u, ''), this.style);
    return kind === 'number' ? readDecimal(text, this.style) : { text };
  }

  #write(value) { return value.minor === undefined ? writeDecimal(value.value, this.style) : writeAmount(value.minor, this.style); }

  /** The text as the sheet writes it: a number in the reader's form where it can be read. */
  normal(cell, text) {
    if (!cell.dataset.kind) return text;
    const value = this.#read(cell.dataset.kind, text, currencyOf(cell));
    if (value.problem) return value.problem === 'empty' ? '' : text;
    return this.#write(value);
  }

  /** Whether the cell says what is recorded. */
  asStored(cell) {
    const value = this.of(cell);
    const { stored, kind } = cell.dataset;
    if (!kind) return get(cell) === stored;
    if (value.problem) return value.problem === 'empty' && stored === '';
    return stored !== '' && sameNumber(value.value ?? { units: value.minor, places: 2 }, readPlain(stored));
  }

  /** An amount as it is recorded, and how far the cell is from it. */
  difference(cell, unknown) {
    const before = readPlain(cell.dataset.stored);
    const stored = before ? roundToMinor(before) : 0n;
    const difference = (this.of(cell).minor ?? 0n) - stored;
    return { stored: before ? writeAmount(stored, this.style) : unknown,
      difference: (difference > 0n ? '+' : '') + writeAmount(difference, this.style) };
  }
}

/** The currency of an amount's cell. */
function currencyOf(cell) {
  return cell.dataset.currency ?? cell.closest('[data-row]').querySelector('[data-column="currency"]')?.value ?? '';
}
