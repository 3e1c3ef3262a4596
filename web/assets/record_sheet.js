// Sheets of ranges and of risks, on top of grid.js: what each row comes to is asked of the server while
// typing, and a block that is pasted below the last risk makes rows of its own.

import { keyed } from './draft_rows.js';
import { guard } from './forms.js';
import { openGrid } from './grid.js';
import { offerTheirs } from './theirs.js';

const pause = 400; // milliseconds without a change before the server is asked

let opened = null; // the sheet in the page: { table, grid }

class Results {
  #form; #waiting; #asked;

  constructor(form) { this.#form = form; }

  soon() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#ask(), pause);
  }

  /** An answer that fails leaves what stands there: saving says what is wrong. */
  async #ask() {
    this.#asked?.abort();
    this.#asked = new AbortController();
    const body = new URLSearchParams(new FormData(this.#form));
    body.set('do', 'tell');
    try {
      const response = await fetch(this.#form.action, { method: 'POST', body, signal: this.#asked.signal, headers: { Accept: 'text/html' } });
      if (response.ok) this.#put(new DOMParser().parseFromString(await response.text(), 'text/html'));
    } catch { /* the next change asks again */ }
  }

  #put(answer) {
    for (const fresh of answer.querySelectorAll('[data-result]')) {
      const shown = document.getElementById(fresh.dataset.result);
      if (!shown || shown.textContent === fresh.textContent) continue;
      shown.textContent = fresh.textContent;
      shown.className = fresh.className;
    }
  }
}

/** A percent sign is passed over where the numbers are in percent. */
function readIn(unit) {
  for (const cell of unit.closest('[data-row]').querySelectorAll('[data-kind]')) cell.dataset.kind = unit.value === 'percent' ? 'percent' : 'number';
}

/** Adds so many blank rows, where the sheet has one to copy. */
function grow(table, rows, grid) {
  const blank = document.querySelector('template[data-blank]');
  if (!blank) return;
  for (let n = 1; rows > 0; n += 1) {
    if (table.querySelector(`[name="r.n${n}.seen"]`)) continue;
    table.tBodies[0].append(keyed(blank.content.querySelector('[data-row]'), `n${n}`));
    rows -= 1;
  }
  grid.refresh();
}

function start() {
  const table = document.querySelector('[data-record-sheet]');
  if (!table || opened?.table === table) return;
  const form = table.closest('form');
  for (const unit of table.querySelectorAll('[data-column="unit"]')) readIn(unit);
  const results = new Results(form);
  const grid = openGrid(table, { change(cells) {
    for (const cell of cells) if (cell.dataset.column === 'unit') readIn(cell);
    results.soon();
  }, grow(rows) { grow(table, rows, grid); } });
  if (opened) grid.adopt(opened.grid); // the page came back in place: checked or refused
  opened = { table, grid };
  guard(form);
  form.addEventListener('keypress', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input:not([data-column])')) return;
    event.preventDefault();
    form.querySelector('.form-foot [type="submit"]').click();
  });
  offerTheirs(table, grid);
}

document.addEventListener('korridor:page', start);
start();
