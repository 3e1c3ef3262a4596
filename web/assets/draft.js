// The sheet of a draft estimate: sums while typing, and rows that are added, moved and removed
// without asking the server. Its markup is in templates/pages/draft.html, which works without this.

import { guard } from './forms.js';
import { openGrid } from './grid.js';
import { writeAmount } from './numbers.js';
import { sumLines } from './draft_sums.js';

class Draft {
  #form; #table; #grid; #before; #beforePhases; #beforeTotal; #lines = new WeakMap(); #made = 0;

  constructor(form) {
    this.#form = form;
    this.#table = form.querySelector('[data-draft-table]');
    this.#remember(Object.entries(JSON.parse(form.dataset.before)));
    form.querySelector('[data-do="recalculate"]').remove();
    form.querySelector('[value="recalculate"]').value = 'save'; // what Enter does in the reason
    form.querySelector('[data-draft-keys]').hidden = false;
    this.#grid = openGrid(this.#table, { change: (cells) => this.#changed(cells), grow: (rows) => this.#grow(rows) });
    form.addEventListener('click', (event) => this.#click(event));
    form.addEventListener('keydown', (event) => this.#key(event));
    form.addEventListener('change', (event) => this.#detail(event.target.closest('.draft-detail')));
    guard(form);
    this.#sum();
    form.querySelector('[autofocus]')?.focus();
  }

  /** Keeps what the lines of the revision copied from came to: by code, by phase and in all. */
  #remember(lines) {
    this.#before = new Map(lines.map(([code, [minor, name]]) => [code, { name, minor: BigInt(minor) }]));
    this.#beforePhases = new Map();
    this.#beforeTotal = 0n;
    for (const [, [minor, , phase]] of lines) {
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
      const cell = (column) => this.#grid.cell(row, column);
      const number = (column) => {
        const { value, problem } = this.#grid.value(cell(column));
        return problem && problem !== 'empty' ? undefined : value ?? null;
      };
      line = { row, code: cell('code').value.trim(), phase: cell('phase').value, category: cell('category').value,
        quantity: number('quantity'), rate: number('unit_rate'), percent: number('percent'),
        contingency: field(row, 'contingency').length > 0, of: field(row, 'of').flatMap((text) => text.split(',')).filter(Boolean) };
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
    for (const cell of this.#form.querySelectorAll('[data-total]')) write(cell, this.#text(total));
    for (const cell of this.#form.querySelectorAll('[data-total-difference]')) write(cell, this.#signed(total - this.#beforeTotal));
    for (const row of this.#form.querySelectorAll('[data-phase]')) this.#phase(row, phases.get(row.dataset.phase) ?? 0n);
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
    const below = document.createElement('span');
    below.className = 'detail';
    below.textContent = detail;
    cell.replaceChildren(text, ...(detail ? [below] : []));
  }

  #leftOut(codes) {
    const card = this.#form.querySelector('[data-draft-left]');
    const left = [...this.#before].filter(([code]) => !codes.has(code));
    const list = card.querySelector('[data-draft-list]');
    card.hidden = left.length === 0 && card.querySelector('[data-draft-removed] li') === null;
    if (list.dataset.shown === left.map(([code]) => code).join()) return;
    list.dataset.shown = left.map(([code]) => code).join();
    list.replaceChildren(...left.map(([code, { minor, name }]) => entry(code, name, Object.assign(document.createElement('span'),
      { className: 'num', textContent: this.#text(-minor) }))));
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
      case 'add': return this.#add(this.#make(), row);
      case 'percent': return this.#add(this.#make({ category: 'supervision' }, 'construction'), row, true);
      case 'copy': return this.#add(this.#copy(row), row);
      case 'up': return this.#move(row, row.previousElementSibling, true);
      case 'down': return this.#move(row, row.nextElementSibling, false);
      case 'remove': return this.#remove(row);
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

  /** Makes a line of the template, with its details shut. */
  #make(values = {}, of = '') {
    const keys = new Set(this.#rows.map((row) => row.dataset.line));
    do this.#made += 1; while (keys.has(`n${this.#made}`));
    const row = this.#blank(`n${this.#made}`);
    for (const [name, value] of Object.entries({ category: 'construction', ...values })) {
      const at = row.querySelector(`[name$=".${name}"]`);
      if (at) at.value = value;
    }
    for (const tick of row.querySelectorAll('[name$=".of"]')) tick.checked = of.split(',').includes(tick.value);
    return row;
  }

  #blank(key) {
    const holder = document.createElement('template');
    holder.innerHTML = this.#form.querySelector('[data-draft-blank]').innerHTML.replaceAll('KEY', key);
    const row = holder.content.querySelector('tbody');
    show(row, false);
    return row;
  }

  #copy(row) {
    const values = {};
    for (const at of row.querySelectorAll('[name]')) {
      const name = at.name.split('.').pop();
      if (name !== 'seen' && name !== 'of' && name !== 'open' && at.type !== 'checkbox') values[name] = at.value;
    }
    const codes = new Set(this.#rows.map((other) => this.#line(other).code));
    for (let n = 2; values.code && codes.has(values.code); n += 1) values.code = `${this.#line(row).code}-${n}`;
    const copy = this.#make(values, this.#line(row).of.join());
    for (const name of ['contingency', 'balance']) copy.querySelector(`[name$=".${name}"]`).checked = field(row, name).length > 0;
    this.#named(copy);
    return copy;
  }

  #add(row, after, open = false) {
    const put = () => (after?.isConnected ? after.after(row) : this.#table.tFoot.before(row));
    this.#step(put, () => row.remove());
    this.#named(row);
    if (open) show(row, true);
    this.#grid.focus(this.#grid.cell(row, 'code'));
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
    const gone = entry(this.#line(row).code, name, back);
    if (seen) gone.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name: 'removed', value: seen }));
    const putBack = () => gone.replaceWith() ?? (next.isConnected ? next : this.#table.tFoot).before(row);
    const take = () => row.replaceWith() ?? this.#form.querySelector('[data-draft-removed]').append(gone);
    back.addEventListener('click', () => this.#step(putBack, take));
    this.#step(take, putBack);
    const cell = neighbour?.matches('tbody') ? this.#grid.cell(neighbour, 'code') : null;
    if (cell) this.#grid.focus(cell);
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

  #grow(rows) {
    for (let i = 0; i < rows; i += 1) this.#add(this.#make(), this.#rows.at(-1));
  }

  // Details.

  #open(row, open) {
    if (open && !row.querySelector('.draft-detail')) this.#unfold(row);
    show(row, open);
    if (open) row.querySelector('.draft-detail select, .draft-detail input:not([type="hidden"])').focus();
    else this.#grid.cell(row, 'code').focus();
  }

  /** Puts fields into the place of the hidden ones that keep what they hold. */
  #unfold(row) {
    const detail = this.#blank(row.dataset.line).querySelector('.draft-detail');
    for (const kept of row.querySelectorAll('.draft-more input')) {
      for (const at of detail.querySelectorAll(`[name="${kept.name}"]`)) {
        if (at.type === 'checkbox') at.checked = kept.value.split(',').includes(at.value);
        else if (at.matches('select') && ![...at.options].some((o) => o.value === kept.value)) at.add(new Option(kept.value, kept.value, true, true));
        else at.value = kept.value;
      }
      kept.remove();
    }
    row.append(detail);
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
    const names = [...row.querySelectorAll('.draft-of input:checked')].map((tick) => tick.closest('label').textContent.trim().toLowerCase());
    write(row.querySelector('[data-of]'), names.length ? this.#table.dataset.ofText.replace('{categories}', names.join(' + ')) : '');
  }
}

/** What a row holds under a name, as it would be sent. */
function field(row, name) {
  return [...row.querySelectorAll(`[name$=".${name}"]`)].filter((at) => at.type !== 'checkbox' || at.checked).map((at) => at.value);
}

function shown(row) { return row.querySelector('.draft-detail')?.hidden === false; }

function show(row, open) {
  const detail = row.querySelector('.draft-detail');
  detail.hidden = !open;
  detail.querySelector('[name$=".open"]').disabled = !open;
  const button = row.querySelector('.draft-more button');
  button.setAttribute('aria-expanded', String(open));
  button.dataset.do = open ? 'close' : 'open';
  button.textContent = open ? '▴' : '▾';
}

function entry(code, name, end) {
  const item = document.createElement('li');
  const text = document.createElement('span');
  text.append(Object.assign(document.createElement('code'), { textContent: code }), ` ${name}`);
  item.append(text, ' ', end);
  return item;
}

function write(cell, text) { if (cell && cell.textContent !== text) cell.textContent = text; }

function start() {
  const form = document.querySelector('form[data-draft]');
  if (form && !opened.has(form)) opened.set(form, new Draft(form));
}

const opened = new WeakMap();
document.addEventListener('korridor:page', start);
start();
