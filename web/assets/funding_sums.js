// What the rows of the funding sheet add up to, kept while typing: only rows that changed are read again.

import { readPlain, roundToMinor } from './numbers.js';

export const STAGES = ['requested', 'approved', 'committed', 'disbursed'];

export class Sums {
  #grid;
  #all = new Map(); // "group currency" -> one { rows, known, typed, was } for each stage
  #parts = new Map(); // row -> what it gives: [a stage in #all, what is typed or undefined, what is stored]

  constructor(grid) {
    this.#grid = grid;
    for (const tr of grid.rows) this.#add(tr);
  }

  /** Reads the rows of the cells again. */
  update(cells) {
    for (const tr of new Set(cells.map((cell) => cell.closest('[data-row]')))) {
      for (const part of this.#parts.get(tr) ?? []) count(part, -1n);
      this.#add(tr);
    }
  }

  /** The stages of a group in a currency: { typed, was }, typed null where nothing is; undefined where no row is in it. */
  of(group, currency) {
    const stages = this.#all.get(`${group} ${currency}`);
    if (!stages?.some((s) => s.rows > 0n)) return undefined;
    return stages.map(({ known, typed, was }) => ({ typed: known > 0n ? typed : null, was }));
  }

  #add(tr) {
    const parts = [];
    const currency = this.#grid.cell(tr, 'currency');
    STAGES.forEach((stage, i) => {
      const cell = this.#grid.cell(tr, stage);
      const { minor } = this.#grid.value(cell);
      const stored = readPlain(cell.dataset.stored);
      if (minor === undefined && stored === null && cell.value === '') return;
      for (const group of tr.dataset.groups.split(' ')) {
        parts.push([this.#stage(group, currency.value, i), minor, 0n]);
        if (stored !== null) parts.push([this.#stage(group, currency.dataset.stored, i), undefined, roundToMinor(stored)]);
      }
    });
    for (const part of parts) count(part, 1n);
    this.#parts.set(tr, parts);
  }

  #stage(group, currency, i) {
    const key = `${group} ${currency}`;
    if (!this.#all.has(key)) this.#all.set(key, STAGES.map(() => ({ rows: 0n, known: 0n, typed: 0n, was: 0n })));
    return this.#all.get(key)[i];
  }
}

function count([stage, minor, was], by) {
  stage.rows += by;
  stage.was += by * was;
  if (minor === undefined) return;
  stage.known += by;
  stage.typed += by * minor;
}
