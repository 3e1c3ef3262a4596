// Moves the planned bars of a timeline by pointer and keyboard. The inputs of the form below it
// hold the dates: a bar that moves writes into them, and typing there moves the bars.

import { fill } from './cells.js';
import { readDecimal, styleOf } from './numbers.js';
import { Steps } from './steps.js';
import { coarser, dayOf, days, first, last, read, shift, unitOf, write } from './timeline-dates.js';
import { Bar, Drawing } from './timeline-draw.js';
import { drawLinks } from './timeline-links.js';
import { holds, placeAll } from './timeline-network.js';

const fields = ['planned_start', 'planned_finish', 'actual_start', 'actual_finish'];
const planned = { start: ['planned_start'], finish: ['planned_finish'], both: ['planned_start', 'planned_finish'] };

/** The share that a typed percentage means; 0 where it means none. */
function shareOf(text, style) {
  const { value } = readDecimal(text, style);
  return value ? Math.max(0, Math.min(1, Number(value.units) / 10 ** value.places / 100)) : 0;
}

class Editor {
  constructor(form) {
    this.form = form;
    this.words = JSON.parse(form.dataset.timeline);
    this.live = form.querySelector('[data-live]');
    this.list = form.querySelector('[data-follow]');
    this.style = styleOf(document.documentElement.lang);
    this.steps = new Steps();
    this.rows = new Map();
    this.drawings = [];
    for (const tr of form.querySelectorAll('[data-phase]')) this.addRow(tr);
    for (const svg of form.querySelectorAll('.chart-svg')) this.addDrawing(svg);
    this.addTip();
    form.querySelector('[data-tools]').hidden = false;
    form.addEventListener('input', (event) => this.typed(event));
    form.querySelector('[data-undo]').addEventListener('click', () => this.undo());
    const keys = (event) => (form.isConnected ? this.key(event) : document.removeEventListener('keydown', keys));
    document.addEventListener('keydown', keys);
    for (const row of this.rows.values()) this.draw(row);
    this.follow();
  }

  addRow(tr) {
    const row = { name: tr.dataset.name, bars: [], inputs: {}, after: JSON.parse(tr.dataset.after) };
    for (const input of tr.querySelectorAll('[data-field]')) row.inputs[input.dataset.field] = input;
    this.rows.set(tr.dataset.phase, row);
  }

  addDrawing(svg) {
    const drawing = new Drawing(svg);
    this.drawings.push(drawing);
    for (const group of svg.querySelectorAll('[data-id]')) {
      const row = this.rows.get(group.dataset.id);
      const bar = new Bar(drawing, group, row.name);
      row.bars.push(bar);
      bar.element.addEventListener('pointerdown', (event) => this.grab(event, row, bar));
      bar.element.addEventListener('keydown', (event) => this.nudge(event, row));
    }
  }

  addTip() {
    this.tip = document.createElement('div');
    this.tip.className = 'chart-tip';
    this.tip.hidden = true;
    this.tip.setAttribute('aria-hidden', 'true');
    this.form.querySelector('.chart-plot').append(this.tip);
  }

  dates(row) {
    return Object.fromEntries(fields.map((f) => [f, read(row.inputs[f].value, this.words)]));
  }

  says({ planned_start: start, planned_finish: finish }) {
    const text = start ? (finish ? this.words.between : this.words.since) : finish ? this.words.until : this.words.unknown;
    return fill(text, { start: start && write(start, this.words), finish: finish && write(finish, this.words) });
  }

  /** Draws a row from its inputs. A date that cannot be read leaves the bar where it was. */
  draw(row) {
    const dates = this.dates(row);
    for (const f of fields) if (dates[f] === undefined) dates[f] = row.drawn?.[f] ?? null;
    row.drawn = dates;
    for (const input of Object.values(row.inputs)) input.toggleAttribute('data-changed', this.changed(input));
    const assumed = planned.both.some((f) => 'assumed' in row.inputs[f].dataset && !this.changed(row.inputs[f]));
    const progress = shareOf(row.inputs.progress_percent.value, this.style);
    const wrong = !!dates.planned_start && !!dates.planned_finish && last(dates.planned_finish) < first(dates.planned_start);
    for (const bar of row.bars) bar.draw(dates, { says: this.says(dates), progress, assumed, wrong });
  }

  changed(input) { return input.value !== this.form.elements[`was.${input.name}`].value; }

  typed(event) {
    const row = [...this.rows.values()].find((r) => Object.values(r.inputs).includes(event.target));
    if (!row) return;
    this.draw(row);
    this.follow();
  }

  /** The texts of a row's inputs after a move, or null where there is no such date. */
  moved(dates, part, unit, steps) {
    const known = planned[part].filter((f) => dates[f]);
    if (known.length === 0) return null;
    const by = known.reduce((u, f) => coarser(u, unitOf(dates[f])), unit);
    const after = { ...dates };
    for (const f of known) after[f] = shift(dates[f], by, steps(by), f === 'planned_finish');
    const { planned_start: start, planned_finish: finish } = after;
    if (known.some((f) => !after[f]) || (start && finish && first(start) > last(finish))) return null;
    return Object.fromEntries(known.map((f) => [f, write(after[f], this.words)]));
  }

  /** Writes texts into the inputs of a row. */
  put(row, texts) {
    for (const [field, text] of Object.entries(texts)) {
      const input = row.inputs[field];
      if (input.value === text) continue;
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }

  /** Speaks, and remembers, a move of which the texts before are known. */
  keep(row, before) {
    if (Object.entries(before).every(([field, text]) => row.inputs[field].value === text)) return;
    const after = this.texts(row);
    const says = (key) => { this.live.textContent = fill(key, { name: row.name, dates: this.says(row.drawn) }); };
    this.steps.push({
      undo: () => { this.put(row, before); says(this.words.undone); },
      redo: () => { this.put(row, after); says(this.words.moved); },
    });
    says(this.words.moved);
    this.live.textContent = [this.live.textContent, ...this.moves(row)].join(' ');
  }

  texts(row) {
    return Object.fromEntries(planned.both.map((f) => [f, row.inputs[f].value]));
  }

  undo() { if (!this.steps.undo()) this.live.textContent = this.words.nothing; }

  nudge(event, row) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.metaKey) return;
    event.preventDefault(); // also where Alt would leave the page
    const part = event.ctrlKey ? 'finish' : event.altKey ? 'start' : 'both';
    const before = this.texts(row);
    const after = this.moved(row.drawn, part, event.shiftKey ? 'month' : 'day', () => step);
    if (!after) return;
    this.put(row, after);
    this.keep(row, before);
  }

  key(event) {
    if (event.key === 'Escape' && this.drag) {
      event.preventDefault();
      this.drop(false);
      return;
    }
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || !'zy'.includes(key) || event.target.matches('input, textarea')) return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) this.steps.redo();
    else this.undo();
  }

  grab(event, row, bar) {
    if (event.button !== 0 || this.drag) return;
    event.preventDefault(); // selects no text
    bar.element.focus({ preventScroll: true });
    bar.element.setPointerCapture(event.pointerId);
    const hold = event.target.classList;
    const part = hold.contains('hold-start') ? 'start' : hold.contains('hold-finish') ? 'finish' : 'both';
    const dates = { ...row.drawn };
    if (part === 'finish') dates.planned_finish ||= bar.lastDay; // an open bar gets an end
    const over = new AbortController();
    const on = (name, does) => bar.element.addEventListener(name, does, { signal: over.signal });
    this.drag = { row, bar, part, dates, over, x: event.clientX, before: this.texts(row) };
    bar.element.classList.add('is-moving');
    on('pointermove', (e) => this.pull(e));
    on('pointerup', () => this.drop(true));
    on('pointercancel', () => this.drop(false));
  }

  pull(event) {
    const { row, bar, part, dates, x } = this.drag;
    const { drawing } = bar;
    const span = (event.clientX - x) * drawing.unit / (drawing.right - drawing.left) * (drawing.to - drawing.from) * days.year;
    const after = this.moved(dates, part, 'day', (unit) => Math.round(span / days[unit]));
    if (!after) return;
    this.put(row, after);
    this.point(event, row);
  }

  /** Ends a drag; one that is not kept leaves everything as it was. */
  drop(kept) {
    const { row, bar, before, over } = this.drag;
    this.drag = null;
    over.abort();
    bar.element.classList.remove('is-moving');
    this.tip.hidden = true;
    if (kept) this.keep(row, before);
    else this.put(row, before);
  }

  /** Shows the dates of the bar that is dragged above the pointer. */
  point(event, row) {
    this.tip.replaceChildren(...[row.name, this.says(row.drawn)].map((line) => {
      const div = document.createElement('div');
      div.textContent = line;
      return div;
    }));
    this.tip.hidden = false;
    const frame = this.tip.parentElement.getBoundingClientRect();
    const left = event.clientX - frame.left - this.tip.offsetWidth / 2;
    this.tip.style.left = `${Math.max(0, Math.min(left, frame.width - this.tip.offsetWidth))}px`;
    this.tip.style.top = `${event.clientY - frame.top - this.tip.offsetHeight - 24}px`;
  }

  /** What is said of the phases that their predecessors move; of: only of those that a row moves. */
  moves(of) {
    const found = [];
    for (const [id, row] of this.rows) {
      const at = this.places.get(id);
      if (!(at?.moved > 0) || (of && !this.movedBy(id).includes(of))) continue;
      const [start, finish] = [at.start, at.end].map((day) => write(dayOf(day), this.words));
      const dates = fill(at.open ? this.words.since : this.words.between, { start, finish });
      found.push(fill(this.words.follows, { phase: row.name, dates, before: this.rows.get(at.by).name }));
    }
    return found;
  }

  /** The rows that set where a row comes to lie, one after the other. */
  movedBy(id) {
    const rows = [];
    for (let by = this.places.get(id).by; by; by = this.places.get(by).by) rows.push(this.rows.get(by));
    return rows;
  }

  /** Shows where all rows come to lie: their bars, their connectors, and what is said of them. */
  follow() {
    this.places = placeAll(this.rows);
    for (const [id, row] of this.rows) for (const bar of row.bars) bar.lie(this.places.get(id));
    this.drawings.forEach((drawing, width) => drawLinks(drawing, this.ties(width)));
    const found = this.moves();
    this.list.replaceChildren(...found.map((text) => {
      const li = document.createElement('li');
      li.textContent = text;
      return li;
    }));
    this.list.hidden = found.length === 0;
  }

  /** The connectors of one width of the drawing. */
  ties(width) {
    const ties = [];
    for (const [id, row] of this.rows) {
      for (const { phase, lag } of row.after) {
        const [from, to] = [this.rows.get(phase)?.bars[width]?.box, row.bars[width]?.box];
        if (from && to) ties.push({ from, to, critical: holds(this.places.get(phase), this.places.get(id), lag) });
      }
    }
    return ties;
  }
}

const started = new WeakSet();

function start() {
  for (const form of document.querySelectorAll('form[data-timeline]')) {
    if (!started.has(form)) new Editor(form);
    started.add(form);
  }
}
document.addEventListener('korridor:page', start); // after a save that was not accepted
start();
