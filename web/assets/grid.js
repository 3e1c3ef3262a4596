// A table of fields as a sheet: moving with the keyboard, pasting blocks from spreadsheets, undoing
// before saving, marks on what changed and on what cannot be read. The table stays a plain form.
//
// The markup, which the server writes:
//
//   <table data-texts='{"ambiguous": "…"}'>            texts of grid.* in the catalogue (Go: gridTexts)
//     <tr data-row>                                    a row of the sheet; other rows are passed over
//       <input data-column="approved" data-kind="amount" data-currency="EUR" data-stored="1234.50">
//
// A cell is an input, select or textarea with data-column. data-kind is "amount" (its currency is
// data-currency, else the value of the row's cell of the column "currency"), "number", "percent" (a
// number that may end in %), or absent for text. data-stored is what the record says: amounts and numbers in plain form, "" for nothing; a cell
// without it is compared with nothing. What the server says about a cell hangs on aria-describedby and
// goes away when the cell changes.
//
//   const grid = openGrid(table, {
//     change(cells) {},      // after every edit: the cells that it touched, once for a whole paste
//     grow(rows) {},         // a paste needs that many more rows: add them, or return nothing
//     wake(tr) {},           // the cells of a row are needed: put them in where they are not there yet
//   });
//   grid.value(cell)         // { minor } | { value } | { text } | { problem, readings }, see numbers.js
//   grid.cells(column)       // the cells of a column, grid.cell(tr, column) one of them
//   grid.set([[cell, text], …])   // edits as one step that can be undone
//   grid.record({ undo, redo })   // a step of the page's own, which has just been done
//   grid.adopt(older)        // after this table took an older one's place: its edits can be undone still
//   grid.refresh()           // after rows were added, moved or removed
//   grid.undo(), grid.redo(), grid.dirty, grid.problems, grid.focus(cell), grid.say(key, values)

import { answered, cellOf, fill, get, leaves, put } from './cells.js';
import { styleOf } from './numbers.js';
import { MAX_PASTE, readBlock, spread } from './paste.js';
import { Steps } from './steps.js';
import { Values } from './values.js';

const ROW = '[data-row]:not([hidden])';

/** Opens the table as a sheet and returns its Grid. */
export function openGrid(table, hooks = {}) { return new Grid(table, hooks); }

class Grid {
  #table; #form; #hooks; #texts; #status;
  #rows = []; #places = new Map(); #values; #marked = new WeakSet();
  #steps = new Steps(); #typing = null;
  #changed = new Set(); #broken = new Set(); #extra = 0;
  #reached = null; // the cell that the pointer came to from elsewhere

  constructor(table, hooks) {
    this.#table = table;
    this.#form = table.closest('form');
    this.#hooks = hooks;
    this.#texts = JSON.parse(table.dataset.texts ?? '{}');
    this.#values = new Values(styleOf(document.documentElement.lang));
    this.#status = document.createElement('p');
    this.#status.className = 'grid-status';
    this.#status.setAttribute('role', 'status');
    (table.closest('.table') ?? table).after(this.#status);
    this.refresh();
    table.addEventListener('pointerdown', (e) => { this.#reached = e.target === document.activeElement ? null : cellOf(e); });
    table.addEventListener('click', (e) => this.#clicked(cellOf(e)));
    table.addEventListener('focusin', (e) => this.#enter(cellOf(e)));
    table.addEventListener('focusout', (e) => this.#leave(cellOf(e)));
    table.addEventListener('input', (e) => this.#typed(cellOf(e)));
    table.addEventListener('paste', (e) => this.#paste(e, cellOf(e)));
    table.addEventListener('keydown', (e) => this.#key(e, cellOf(e)));
    table.addEventListener('keypress', (e) => { if (e.key === 'Enter' && e.target.matches('input[data-column]')) e.preventDefault(); }); // sends nothing
    const undoKey = (e) => {
      if (table.isConnected) this.#undoKey(e);
      else document.removeEventListener('keydown', undoKey);
    };
    document.addEventListener('keydown', undoKey); // also where the focus is in no field
  }

  get style() { return this.#values.style; }
  get dirty() { return this.#changed.size > 0 || this.#extra > 0; }
  get problems() { return this.#broken.size; }
  get rows() { return [...this.#rows]; }

  refresh() {
    this.#rows = [...this.#table.querySelectorAll(ROW)];
    this.#places = new Map(this.#rows.map((tr, r) => [tr, r]));
    for (const cell of [...this.#changed, ...this.#broken]) {
      if (!this.#holds(cell)) for (const known of [this.#changed, this.#broken, this.#marked]) known.delete(cell);
    }
    for (const cell of this.#cells()) if (!this.#marked.has(cell)) this.#mark(cell);
    this.#mention();
  }

  cell(tr, column) { return tr.querySelector(`[data-column="${column}"]`); }
  cells(column) { return this.#cells(`="${column}"`); }

  #cells(of = '') { return [...this.#table.querySelectorAll(`${ROW} [data-column${of}]`)]; }

  /** The cells of the row at a place. */
  #row(r) {
    this.#hooks.wake?.(this.#rows[r]);
    return [...this.#rows[r].querySelectorAll('[data-column]')];
  }

  /** The row and the column that a cell is in, counted from 0. */
  #place(cell) {
    const r = this.#places.get(cell.closest(ROW));
    return [r, this.#row(r).indexOf(cell)];
  }

  #holds(cell) { return cell.isConnected && this.#places.has(cell.closest(ROW)); }

  value(cell) { return this.#values.of(cell); }

  set(edits) {
    this.#commit();
    const step = edits.map(([cell, text]) => ({ cell, before: get(cell), after: text })).filter((e) => e.before !== e.after);
    if (step.length === 0) return;
    this.#steps.push(this.#step(step));
    this.#put(step, 'after', false);
  }

  record(step) {
    this.#commit();
    const count = (by) => {
      this.#extra += by;
      this.#mention();
    };
    this.#steps.push({ undo: () => { step.undo(); count(-1); }, redo: () => { step.redo(); count(1); } });
    count(1);
  }

  adopt(older) {
    older.#commit();
    const cells = new Map(this.#cells().map((cell) => [cell.name, cell]));
    const here = ({ cell, ...texts }) => ({ cell: cells.get(cell.name), ...texts });
    this.#steps = older.#steps.carried(({ edits = [] }) => this.#step(edits.map(here).filter((edit) => edit.cell)));
  }

  undo() { this.#go('undo'); }
  redo() { this.#go('redo'); }

  #go(way) {
    this.#commit();
    if (!this.#steps[way]()) this.say(`nothing_to_${way}`);
  }

  focus(cell) {
    cell.focus();
    cell.select?.();
  }

  /** Says a text of the catalogue under the sheet, with buttons of [name, action] after it. */
  say(key, values = {}, choices = []) {
    this.#status.replaceChildren(fill(this.#texts[key] ?? key, values), ...choices.map(([name, action]) => {
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', className: 'button', textContent: name, onclick: action });
      return button;
    }));
  }

  /** Edits of cells as one step, which has just been done. */
  #step(edits) { return { edits, undo: () => this.#put(edits, 'before'), redo: () => this.#put(edits, 'after') }; }

  #put(step, side, show = true) {
    this.#typing = null; // before the focus moves: what is put here was not typed
    for (const edit of step) put(edit.cell, edit[side]);
    if (show && step[0]?.cell.isConnected) this.focus(step[0].cell);
    if (document.activeElement.matches('[data-column]') && this.#holds(document.activeElement)) this.#enter(document.activeElement);
    this.#edited(step.map((edit) => edit.cell));
    this.#table.dispatchEvent(new Event('input', { bubbles: true })); // as if typed, for the form
  }

  #edited(cells) {
    for (const cell of cells) {
      answered(cell);
      this.#mark(cell);
      if (cell.dataset.column === 'currency') for (const other of cell.closest('[data-row]').querySelectorAll('[data-kind="amount"]')) this.#mark(other);
    }
    this.#hooks.change?.(cells);
    this.#mention();
  }

  #mark(cell) {
    this.#marked.add(cell);
    const value = this.value(cell);
    const unfinished = this.#typing?.cell === cell && value.problem === 'bad_grouping'; // "1 234," on the way to "1 234,5"
    const problem = value.problem && value.problem !== 'empty' && !unfinished ? value : null;
    member(this.#broken, cell, problem !== null);
    member(this.#changed, cell, cell.dataset.stored !== undefined && !this.#values.asStored(cell));
    cell.classList.toggle('cell-changed', this.#changed.has(cell));
    if (problem) {
      cell.setAttribute('aria-invalid', 'true');
      cell.title = fill(this.#texts[problem.problem] ?? problem.problem, this.#about(cell, problem));
    } else if (cell.title || (cell.getAttribute('aria-invalid') && !cell.getAttribute('aria-describedby'))) {
      cell.removeAttribute('aria-invalid');
      cell.removeAttribute('title');
    }
  }

  /** The values of the texts about what is wrong with a cell. */
  #about(cell, { readings = [] }) { return { text: get(cell), places: cell.dataset.kind === 'amount' ? 2 : 12, first: readings[0], second: readings[1] }; }

  /** Under the sheet: what is wrong with the active cell, else how many cells cannot be read. */
  #mention() {
    const cell = document.activeElement;
    if (this.#broken.has(cell)) {
      const value = this.value(cell);
      const usable = (value.readings ?? []).filter((text) => this.#values.readable(cell, text));
      this.say(value.problem, this.#about(cell, value), usable.map((text) => [text, () => {
        this.set([[cell, text]]);
        this.focus(cell);
      }]));
    } else if (this.#broken.size > 0) {
      this.say('unreadable', { count: this.#broken.size }, [[this.#texts.show, () => this.focus([...this.#broken][0])]]);
    } else if (this.#changed.has(cell) && cell.dataset.kind === 'amount') this.say('was', this.#values.difference(cell, this.#texts.unknown));
    else this.#status.replaceChildren();
  }

  #enter(cell) {
    if (!cell || this.#typing?.cell === cell) return;
    this.#commit();
    this.#typing = { cell, before: get(cell) };
    this.#mention();
  }

  /** The first click on a number selects it, as in a spreadsheet: typing replaces it. The second sets the caret. */
  #clicked(cell) {
    if (cell && cell === this.#reached && cell.dataset.kind && cell.selectionStart === cell.selectionEnd) cell.select();
    this.#reached = null;
  }

  #leave(cell) { if (cell && this.#typing?.cell === cell) this.#commit(true); }

  /** Makes what was typed in a cell one step. */
  #commit(leaving = false) {
    if (!this.#typing) return;
    const { cell, before } = this.#typing;
    this.#typing = leaving ? null : { cell, before: get(cell) };
    if (get(cell) === before) return;
    if (!cell.matches('select')) put(cell, this.#values.normal(cell, get(cell)));
    if (this.#typing) this.#typing.before = get(cell);
    if (get(cell) !== before) this.#steps.push(this.#step([{ cell, before, after: get(cell) }]));
    this.#edited([cell]);
  }

  #typed(cell) { if (cell) this.#edited([cell]); }

  #undoKey(event) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
    if (!this.#table.contains(event.target) && event.target.matches('input, textarea')) return; // its own
    event.preventDefault();
    if (key === 'y' || event.shiftKey) this.redo();
    else this.undo();
  }

  #key(event, cell) {
    if (!cell || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const [down, right] = { Enter: [event.shiftKey ? -1 : 1, 0], ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
    if (event.key === 'Escape' && this.#typing && get(cell) !== this.#typing.before) {
      put(cell, this.#typing.before);
      this.#edited([cell]);
    } else if (event.key === 'F2') cell.setSelectionRange?.(cell.value.length, cell.value.length);
    else if ((down !== 0 || right !== 0) && leaves(cell, event, right)) {
      const next = this.#next(cell, down, right);
      if (next) this.focus(next);
    } else return;
    event.preventDefault();
  }

  #next(cell, down, right) {
    let [r, c] = this.#place(cell);
    for (;;) {
      [r, c] = [r + down, c + right];
      if (!this.#rows[r]) return null;
      const cells = this.#row(r);
      if (!cells[c] && cells.length > 0) return null;
      if (cells[c] && !cells[c].disabled && cells[c].type !== 'hidden') return cells[c];
    }
  }

  #paste(event, cell) {
    if (!cell) return;
    const text = event.clipboardData.getData('text/plain');
    if (text.length <= MAX_PASTE) {
      const block = readBlock(text);
      if (block.length === 1 && block[0].length === 1 && !cell.matches('select')) return; // as into any field
      event.preventDefault();
      this.#fill(cell, block);
    } else {
      event.preventDefault();
      this.say('too_much');
    }
  }

  #fill(cell, block) {
    this.#commit();
    const [r, c] = this.#place(cell);
    const columns = block.reduce((most, row) => Math.max(most, row.length), 0);
    if (r + block.length > this.#rows.length) this.#hooks.grow?.(r + block.length - this.#rows.length);
    const fit = [this.#rows.length - r, this.#row(r).length - c];
    if (block.length > fit[0] || columns > fit[1]) {
      this.say('does_not_fit', { rows: block.length, columns, fit_rows: fit[0], fit_columns: fit[1] });
      return;
    }
    const targets = block.map((_, i) => this.#row(r + i).slice(c));
    const { edits, passed } = spread(block, targets, (target, text) => this.#values.normal(target, text));
    this.set(edits);
    if (this.#broken.size === 0) this.say(passed > 0 ? 'pasted_part' : 'pasted', { count: edits.length, passed });
  }
}

function member(set, item, is) { if (is) set.add(item); else set.delete(item); }
