// The bars of an editable timeline, drawn over those of the server: one Bar for each row in each
// width of the drawing. The names of classes are those of korridor/web/chart.

import { count, dayOf, first, last, yearOf } from './timeline-dates.js';

const gripHeight = 26; // what a finger needs
const holdWidth = 12;

/** Adds an SVG element to another. */
export function shape(parent, name, className) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  element.setAttribute('class', className);
  parent.append(element);
  return element;
}

function place(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** One width of the drawing: where days lie. */
export class Drawing {
  constructor(svg) {
    this.svg = svg;
    const data = svg.querySelector('.calendar').dataset;
    for (const name of ['from', 'to', 'left', 'right']) this[name] = Number(data[name]);
    this.today = data.today === undefined ? -1 : Number(data.today);
  }

  at(day) {
    const x = this.left + (yearOf(day) - this.from) / (this.to - this.from) * (this.right - this.left);
    return Math.max(this.left, Math.min(x, this.right));
  }

  dayAt(x) {
    const year = this.from + (x - this.left) / (this.right - this.left) * (this.to - this.from);
    const start = count(Math.floor(year), 1, 1);
    return start + (year % 1) * (count(Math.floor(year) + 1, 1, 1) - start);
  }

  /** Drawing units in a pixel of the screen. */
  get unit() { return this.svg.viewBox.baseVal.width / this.svg.getBoundingClientRect().width; }
}

/** Where a stretch of time is drawn: an open one runs to today, or to the end of the calendar. */
function stretch(drawing, start, finish) {
  const x = drawing.at(first(start));
  const end = finish ? drawing.at(last(finish) + 1) : drawing.today > x ? drawing.today : drawing.right;
  return { x: Math.min(x, drawing.right - 3), width: Math.max(end - x, 3), open: !finish };
}

function outline({ x, width, open }, y, h) {
  const r = Math.min(2.5, width / 2, h / 2);
  const end = x + width;
  const tip = Math.min(h, width) / 2;
  const right = open
    ? `L${end - tip} ${y}L${end} ${y + h / 2}L${end - tip} ${y + h}`
    : `L${end - r} ${y}Q${end} ${y} ${end} ${y + r}L${end} ${y + h - r}Q${end} ${y + h} ${end - r} ${y + h}`;
  return `M${x + r} ${y}${right}L${x + r} ${y + h}Q${x} ${y + h} ${x} ${y + h - r}L${x} ${y + r}Q${x} ${y} ${x + r} ${y}Z`;
}

const stripDown = (bar) => bar.height + 3; // from the top of the planned bar to the strip below it

/** The bars of a row: the planned one, which moves, and the strip of what happened. */
export class Bar {
  constructor(drawing, group, label) {
    this.drawing = drawing;
    this.top = Number(group.dataset.top);
    this.height = Number(group.dataset.height);
    for (const mark of group.querySelectorAll('.mark')) mark.remove();
    this.actual = shape(group, 'path', 'fill');
    this.ghost = shape(group, 'path', 'ghost');
    this.element = shape(group, 'g', 'handle');
    place(this.element, { tabindex: 0, role: 'slider', 'aria-label': label, 'aria-orientation': 'horizontal' });
    this.tint = shape(this.element, 'path', 'tint');
    this.done = shape(this.element, 'path', 'fill');
    this.edge = shape(this.element, 'path', 'edge');
    this.grip = shape(this.element, 'rect', 'grip');
    this.start = shape(this.element, 'rect', 'hold hold-start');
    this.finish = shape(this.element, 'rect', 'hold hold-finish');
  }

  /** Draws the dates of a row; says is what is read of it. */
  draw(dates, { says, progress, assumed, wrong }) {
    const begun = dates.planned_start || (dates.planned_finish && dates.actual_start);
    this.element.toggleAttribute('hidden', !begun);
    if (begun) this.drawPlanned(begun, dates, progress, assumed);
    this.element.classList.toggle('is-wrong', wrong);
    place(this.element, { 'aria-valuetext': says, 'aria-valuemin': count(1900, 1, 1), 'aria-valuemax': count(2201, 1, 0), 'aria-valuenow': begun ? first(begun) : 0 });
    const at = dates.actual_start && stretch(this.drawing, dates.actual_start, dates.actual_finish);
    this.actual.setAttribute('d', at ? outline(at, this.top + stripDown(this), 5) : '');
    this.happened = at && { x: at.x, w: at.width, y: this.top + stripDown(this), h: 5, over: !!dates.actual_finish };
    this.asked = begun ? { x: this.grip.x.baseVal.value, w: this.grip.width.baseVal.value, y: this.top, h: this.height } : null;
  }

  /** Outlines where the row comes to lie, if that is elsewhere: a place as placeAll gives it. */
  lie(place) {
    const moved = place?.moved > 0;
    const at = moved && stretch(this.drawing, dayOf(place.start), place.open ? null : dayOf(place.end));
    this.ghost.setAttribute('d', at ? outline(at, this.top, this.height) : '');
    this.elsewhere = at && { x: at.x, w: at.width, y: this.top, h: this.height };
    this.element.classList.toggle('critical', !!place?.critical);
  }

  /** The bar at which connectors begin and end, as on the server; null where there is none. */
  get box() { return this.happened?.over ? this.happened : this.elsewhere || this.asked || this.happened; }

  drawPlanned(start, dates, progress, assumed) {
    const at = stretch(this.drawing, start, dates.planned_finish);
    const path = outline(at, this.top, this.height);
    this.tint.setAttribute('class', assumed ? 'faint' : 'tint');
    this.edge.setAttribute('class', assumed ? 'edge dashed' : 'edge');
    for (const part of [this.tint, this.edge]) part.setAttribute('d', path);
    const done = dates.actual_start ? 0 : progress;
    this.done.setAttribute('d', done > 0 ? outline({ x: at.x, width: at.width * done }, this.top, this.height) : '');
    const y = this.top + (this.height - gripHeight) / 2;
    const inside = Math.min(holdWidth / 2, at.width / 4);
    place(this.grip, { x: at.x, y, width: at.width, height: gripHeight });
    place(this.start, { x: at.x + inside - holdWidth, y, width: holdWidth, height: gripHeight });
    place(this.finish, { x: at.x + at.width - inside, y, width: holdWidth, height: gripHeight });
    this.end = at.x + at.width;
  }

  /** The last day that an open bar is drawn for. */
  get lastDay() { return dayOf(Math.round(this.drawing.dayAt(this.end)) - 1); }
}
