// Tables of fields within forms: rows are added and taken out without asking the server, blocks of a
// spreadsheet can be pasted (grid.js). The markup is in templates/partials/form.html, which works
// without this: a button asks the server for more rows, and rows that are emptied are left out.

import { openGrid } from './grid.js';

class Rows {
  #table; #body; #blank; #grid;

  constructor(table) {
    this.#table = table;
    this.#body = table.tBodies[0];
    this.#blank = this.#body.rows[this.#body.rows.length - 1].cloneNode(true);
    table.tHead.rows[0].append(document.createElement('td'));
    for (const tr of this.#body.rows) this.#removable(tr);
    this.#grid = openGrid(table, { grow: (rows) => this.#add(rows) });
    table.closest('fieldset').querySelector('[data-more]').addEventListener('click', (event) => {
      event.preventDefault();
      const [first] = this.#add(1);
      this.#grid.focus(first.querySelector('[data-column]'));
    });
  }

  #add(rows) {
    const made = Array.from({ length: rows }, () => this.#removable(this.#blank.cloneNode(true)));
    this.#body.append(...made);
    this.#refresh();
    return made;
  }

  #removable(tr) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'row-remove', textContent: '×' });
    button.addEventListener('click', () => this.#remove(tr));
    tr.insertCell().append(button);
    this.#number(tr, [...this.#body.rows].indexOf(tr));
    return tr;
  }

  #remove(tr) {
    const next = tr.nextElementSibling;
    if (this.#body.rows.length === 1) this.#add(1);
    tr.remove();
    this.#refresh();
    const place = (next ?? this.#body.rows[this.#body.rows.length - 1]).querySelector('[data-column]');
    this.#grid.record({
      undo: () => { (next?.isConnected ? next.before(tr) : this.#body.append(tr)); this.#refresh(); },
      redo: () => { tr.remove(); this.#refresh(); },
    });
    this.#grid.focus(place);
  }

  #refresh() {
    [...this.#body.rows].forEach((tr, i) => this.#number(tr, i));
    this.#grid.refresh();
  }

  /** Names the fields of a row by its place, as the server does: "Year, 3". */
  #number(tr, i) {
    for (const cell of tr.querySelectorAll('[data-column]')) cell.ariaLabel = cell.ariaLabel.replace(/\d+$/, i + 1);
    tr.querySelector('.row-remove')?.setAttribute('aria-label', `${this.#table.dataset.remove} ${i + 1}`);
  }
}

const opened = new WeakSet();

function start() {
  for (const table of document.querySelectorAll('table[data-rows]')) {
    if (opened.has(table)) continue;
    opened.add(table);
    new Rows(table);
  }
}

document.addEventListener('korridor:page', start);
start();
