// The sheet of a draft estimate: sums while typing, and rows that are added, moved and removed
// without asking the server. Its markup is in templates/pages/draft.html, which works without this.

import { contents, entry, fill, keyed, reader, resting, show, shown, touched, unfold, wake } from './draft_rows.js';
import { sumLines } from './draft_sums.js';
import { guard } from './forms.js';
import { openGrid } from './grid.js';
import { readDecimal, writeAmount } from './numbers.js';
import { offerTheirs } from './theirs.js';

class Draft {
  #form; #table; #grid; #blank; #blankDetail; #totals; #before; #beforePhases; #beforeTotal; #lines = new WeakMap(); #made = 0;

  constructor(form) {
    this.#form = form;
    this.#table = form.querySelector('[data-draft-table]');
    this.#blank = form.querySelector('[data-draft-blank]').content.querySelector('tbody');
    this.#blankDetail = this.#blank.querySelector('.draft-detail');
    this.#blankDetail.remove();
    const all = (selector) => [...form.querySelectorAll(selector)];
    this.#totals = { now: all('[data-total]'), differences: all('[data-total-difference]'), phases: all('[data-phase]') };
    this.#remember(form.dataset.before.split('\n').filter(Boolean).map((line) => line.split('\t')));
    form.querySelector('[data-do="recalculate"]').remove();
    form.querySelector('[value="recalculate"]').value = 'save'; // what Enter does in the reason
    form.querySelector('[data-draft-keys]').hidden = false;
    for (const windows of all('[data-draft-windows]')) windows.remove();
    this.#grid = openGrid(this.#table, { change: (cells) => this.#changed(cells), grow: (rows) => this.#grow(rows), wake: (tr) => this.#wake(tr.parentElement) });
    this.#watch();
    offerTheirs(this.#table, this.#grid);
    form.addEventListener('click', (event) => this.#click(event));
    form.addEventListener('keydown', (event) => this.#key(event));
    form.addEventListener('change', (event) => this.#detail(event.target.closest('.draft-detail')));
    guard(form, { dirty: () => this.#grid.dirty || [...form.elements].some(touched) });
    form.querySelector('[autofocus]')?.focus();
  }

  // Rows that rest.

  /** Wakes rows before they come into view. */
  #watch() {
    const near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        this.#wake(target);
      }
    }, { rootMargin: '100% 0px' });
    for (const row of this.#rows) if (resting(row)) near.observe(row);
  }

  #wake(row) { if (resting(row)) wake(row, this.#row(row.dataset.line)); }

  /** A row of the template, its details shut. */
  #row(key) {
    const row = keyed(this.#blank, key);
    show(row, false);
    return row;
  }

  /** Keeps what the lines of the revision copied from came to: by code, by phase and in all. */
  #remember(lines) {
    this.#before = new Map(lines.map(([code, minor, , name]) => [code, { name, minor: BigInt(minor) }]));
    this.#beforePhases = new Map();
    this.#beforeTotal = 0n;
    for (const [, minor, phase] of lines) {
      this.#beforePhases.set(phase, (this.#beforePhases.get(phase) ?? 0n) + BigInt(minor));
      this.#beforeTotal += BigInt(minor);
    }
  }

  get #rows() { return [...this.#table.tBodies]; }

  // Sums.

  #changed(cells) {
    for (const cell of cells) this.#lines.delete(cell.closest('tbody'));
    this.#sum();
  }

  #line(row) {
    let line = this.#lines.get(row);
    if (!line) {
      const read = reader(row);
      const number = (name) => {
        const { value, problem } = readDecimal(read(name), this.#grid.style);
        return problem && problem !== 'empty' ? undefined : value ?? null;
      };
      line = { row, code: read('code').trim(), phase: read('phase'), category: read('category'),
        quantity: number('quantity'), rate: number('unit_rate'), percent: number('percent'),
        ofLines: codes(read('of_lines')),
        contingency: read('contingency') !== '', of: read('of').split(',').filter(Boolean) };
      this.#lines.set(row, line);
    }
    return line;
  }

  #sum() {
    const lines = this.#rows.map((row) => this.#line(row));
    const { amounts, total, phases } = sumLines(lines);
    lines.forEach((line, i) => {
      if (line.shown === amounts[i]) return;
      line.shown = amounts[i];
      write(line.row.querySelector('[data-amount]'), this.#text(amounts[i]));
      this.#difference(line, amounts[i]);
    });
    for (const cell of this.#totals.now) write(cell, this.#text(total));
    for (const cell of this.#totals.differences) write(cell, this.#signed(total - this.#beforeTotal));
    for (const row of this.#totals.phases) this.#phase(row, phases.get(row.dataset.phase) ?? 0n);
    this.#leftOut(new Set(lines.map((line) => line.code)));
  }

  #phase(row, now) {
    write(row.querySelector('[data-now]'), this.#text(now));
    write(row.querySelector('[data-difference]'), this.#signed(now - (this.#beforePhases.get(row.dataset.phase) ?? 0n)));
  }

  #difference(line, amount) {
    const cell = line.row.querySelector('[data-difference]');
    if (!cell) return;
    const was = this.#before.get(line.code);
    const minor = was?.minor ?? 0n;
    const text = amount === null ? '' : this.#signed(amount - minor);
    const changed = was && amount !== minor ? `${this.#table.dataset.was} ${this.#text(minor)}` : '';
    const detail = was ? changed : this.#table.dataset.newLine;
    if (cell.textContent === text + detail) return;
    const below = document.createElement('span');
    below.className = 'detail';
    below.textContent = detail;
    cell.replaceChildren(text, ...(detail ? [below] : []));
  }

  #leftOut(codes) {
    const card = this.#form.querySelector('[data-draft-left]');
    const left = new Map([...this.#before].filter(([code]) => !codes.has(code)));
    const removed = [...card.querySelectorAll('[data-draft-removed] li')];
    card.hidden = left.size + removed.length === 0;
    for (const gone of removed) { // told once, where it can be put back
      const code = gone.querySelector('code').textContent;
      write(gone.querySelector('.num'), left.has(code) ? this.#text(-left.get(code).minor) : '');
      left.delete(code);
    }
    const list = card.querySelector('[data-draft-list]');
    if (list.dataset.shown === [...left.keys()].join()) return;
    list.dataset.shown = [...left.keys()].join();
    list.replaceChildren(...[...left].map(([code, { minor, name }]) => entry(code, name, this.#text(-minor))));
  }

  #text(minor) { return minor === null ? '' : writeAmount(minor, this.#grid.style); }

  #signed(minor) { return minor === 0n ? '0' : (minor > 0n ? '+' : '') + this.#text(minor); }

  // Rows.

  #click(event) {
    const button = event.target.closest('[data-do]');
    if (!button) return;
    event.preventDefault();
    this.#do(button.dataset.do, button.closest('tbody'));
  }

  #do(what, row) {
    switch (what) {
      case 'add': return this.#add([this.#make(NEW)], row);
      case 'percent': return this.#add([this.#make(NEW_PERCENT)], row, true);
      case 'copy': return this.#add([this.#copy(row)], row);
      case 'up': return this.#move(row, row.previousElementSibling, true);
      case 'down': return this.#move(row, row.nextElementSibling, false);
      case 'remove': return this.#remove(row);
      case 'vouch': return this.#open(row, true, '[name$=".basis"]');
      default: return this.#open(row, what === 'toggle' ? !shown(row) : what === 'open');
    }
  }

  #key(event) {
    const row = event.target.closest('tbody[data-line]');
    const key = (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + (event.altKey ? 'Alt+' : '') + (event.shiftKey ? 'Shift+' : '') + event.key;
    const what = { 'Ctrl+Enter': 'add', 'Alt+Shift+ArrowDown': 'copy', 'Alt+Delete': 'remove', 'Alt+ArrowUp': 'up', 'Alt+ArrowDown': 'down', 'Alt+Enter': 'toggle' }[key];
    if (key === 'Ctrl+s') this.#form.requestSubmit(this.#form.querySelector('[value="save"]'));
    else if (what && (row || what === 'add')) this.#do(what, row);
    else if (key !== 'Enter' || event.target.matches('button, a, [name="reason"], [data-column]')) return;
    event.preventDefault();
  }

  /** Makes a line of the template. */
  #make(values) {
    const keys = new Set(this.#rows.map((row) => row.dataset.line));
    do this.#made += 1; while (keys.has(`n${this.#made}`));
    const row = this.#row(`n${this.#made}`);
    fill(row, values);
    this.#named(row);
    return row;
  }

  #copy(row) {
    const values = contents(row);
    for (const own of ['seen', 'open', 'theirs']) values.delete(own);
    const code = values.get('code');
    const codes = new Set(this.#rows.map((other) => this.#line(other).code));
    for (let n = 2; code && codes.has(values.get('code')); n += 1) values.set('code', `${code}-${n}`);
    return this.#make(values);
  }

  #add(rows, after, open = false) {
    const put = () => (after?.isConnected ? after.after(...rows) : this.#table.tFoot.before(...rows));
    this.#step(put, () => rows.forEach((row) => row.remove()));
    if (open) this.#unfold(rows[0]);
    this.#grid.focus(this.#grid.cell(rows[0], 'code'));
  }

  #move(row, other, up) {
    if (!other?.matches('tbody')) return;
    const go = () => (up ? other.before(row) : other.after(row));
    const focused = document.activeElement;
    this.#step(go, () => (up ? other.after(row) : other.before(row)));
    if (row.contains(focused)) focused.focus();
  }

  #remove(row) {
    const next = row.nextElementSibling;
    const neighbour = next?.matches('tbody') ? next : row.previousElementSibling;
    const seen = row.querySelector('[name$=".seen"]').value;
    const back = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: this.#table.dataset.restore });
    const name = (this.#grid.cell(row, 'name') ?? this.#grid.cell(row, 'name_sq')).value;
    const gone = entry(this.#line(row).code, name, '');
    gone.append(' ', back);
    if (seen) gone.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name: 'removed', value: seen }));
    const putBack = () => gone.replaceWith() ?? (next.isConnected ? next : this.#table.tFoot).before(row);
    const take = () => row.replaceWith() ?? this.#form.querySelector('[data-draft-removed]').append(gone);
    back.addEventListener('click', () => this.#step(putBack, take));
    this.#step(take, putBack);
    if (!neighbour?.matches('tbody')) return;
    this.#wake(neighbour);
    this.#grid.focus(this.#grid.cell(neighbour, 'code'));
  }

  /** Does something to the rows that can be undone. */
  #step(action, back) {
    const then = (step) => () => {
      step();
      this.#grid.refresh();
      this.#sum();
    };
    then(action)();
    this.#grid.record({ undo: then(back), redo: then(action) });
  }

  #grow(rows) { this.#add(Array.from({ length: rows }, () => this.#make(NEW)), this.#rows.at(-1)); }

  // Details.

  #open(row, open, first = ':is(select, input:not([type="hidden"]))') {
    if (open) {
      this.#wake(row);
      this.#unfold(row);
      row.querySelector(`.draft-detail ${first}`).focus();
    } else {
      show(row, false);
      this.#grid.cell(row, 'code').focus();
    }
  }

  #unfold(row) {
    if (!row.querySelector('.draft-detail')) unfold(row, keyed(this.#blankDetail, row.dataset.line));
    show(row, true);
  }

  #detail(detail) {
    if (!detail) return;
    const row = detail.closest('tbody');
    this.#lines.delete(row);
    this.#named(row);
    this.#sum();
  }

  /** Says beside a percentage what it is of. */
  #named(row) {
    const of = reader(row)('of').split(',');
    const names = [...this.#grid.cell(row, 'category').options].filter((o) => of.includes(o.value)).map((o) => o.textContent.toLowerCase()).concat(codes(reader(row)('of_lines')));
    write(row.querySelector('[data-of]'), names.length ? this.#table.dataset.ofText.replace('{categories}', names.join(' + ')) : '');
  }
}

// What new lines begin with; draftReader.blank of the server says the same.
const NEW = new Map([['category', 'construction']]);
const NEW_PERCENT = new Map([['category', 'supervision'], ['of', 'construction']]);

function codes(text) { return text.split(/[\s,;]+/).filter(Boolean); }

function write(cell, text) { if (cell && cell.textContent !== text) cell.textContent = text; }

function start() {
  const form = document.querySelector('form[data-draft]');
  if (form && !opened.has(form)) opened.set(form, new Draft(form));
}

const opened = new WeakMap();
document.addEventListener('korridor:page', start);
start();
