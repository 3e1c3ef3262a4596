// Reads the figures drawn by korridor/web/chart, by pointer and by keyboard. Every mark of a
// drawing carries its lines in its <title> and its row in data-row; one card shows the lines of
// the mark that is pointed at or reached with the arrow keys, and a live region speaks them.

/** Adds reading to every figure inside root. */
export function readCharts(root = document) {
  for (const plot of root.querySelectorAll('.chart:not(.chart-edit) .chart-plot')) { // the others move
    if (!plot.querySelector('.chart-tip')) readPlot(plot);
  }
}

function readPlot(plot) {
  const card = child(plot, 'div', 'chart-tip');
  card.hidden = true;
  card.setAttribute('aria-hidden', 'true');
  const live = child(plot, 'div', 'chart-live');
  live.setAttribute('aria-live', 'polite');
  const keys = child(plot, 'div', 'chart-live');
  keys.id = `${plot.closest('.chart').id}-keys`;
  keys.textContent = plot.dataset.keys ?? '';
  for (const svg of plot.querySelectorAll('.chart-svg')) readDrawing(svg, { plot, card, live, keys });
}

function child(parent, tag, className) {
  const element = parent.ownerDocument.createElement(tag);
  element.className = className;
  parent.append(element);
  return element;
}

function readDrawing(svg, { plot, card, live, keys }) {
  const marks = [...svg.querySelectorAll('.mark')];
  if (marks.length === 0) return;
  const lines = new Map(marks.map((mark) => [mark, takeTitle(mark).split('\n')]));
  svg.setAttribute('tabindex', '0');
  svg.setAttribute('role', 'application'); // lets arrow keys through screen readers
  svg.setAttribute('aria-describedby', keys.id);

  let current = null;

  function show(mark, pointerX) {
    if (mark !== current) {
      current?.classList.remove('is-read');
      mark.classList.add('is-read');
      current = mark;
      card.replaceChildren(...lines.get(mark).map((line) => {
        const row = document.createElement('div');
        row.textContent = line;
        return row;
      }));
    }
    card.hidden = false;
    placeCard(card, plot, mark, pointerX);
  }

  function hide() {
    current?.classList.remove('is-read');
    current = null;
    card.hidden = true;
    live.textContent = '';
  }

  function reach(mark) {
    if (!mark) return;
    show(mark);
    live.textContent = lines.get(mark).join('. ');
    mark.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  svg.addEventListener('pointermove', (event) => {
    const mark = event.target.closest('.mark');
    if (mark) show(mark, event.clientX);
    else if (event.pointerType !== 'touch') hide();
  });
  svg.addEventListener('pointerdown', (event) => {
    const mark = event.target.closest('.mark');
    if (mark) show(mark, event.clientX);
    else hide();
  });
  svg.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') hide();
  });
  svg.addEventListener('click', (event) => follow(event.target.closest('.mark')));
  svg.addEventListener('focus', () => {
    if (svg.matches(':focus-visible')) reach(current ?? inReadingOrder(marks)[0]);
  });
  svg.addEventListener('blur', hide);
  svg.addEventListener('keydown', (event) => {
    if (event.target !== svg || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') hide();
    else if (event.key === 'Enter') follow(current);
    else if (event.key in moves) reach(moves[event.key](marks, current));
    else return;
    event.preventDefault();
  });
  svg.ownerDocument.addEventListener('pointerdown', (event) => {
    if (current && !svg.contains(event.target)) hide();
  });
}

/** Removes a mark's title, which the card replaces, and returns its text. */
function takeTitle(mark) {
  const title = mark.querySelector(':scope > title');
  title.remove();
  return title.textContent;
}

function follow(mark) {
  if (mark?.dataset.href) location.assign(mark.dataset.href);
}

/** What each key does: left and right read on, up and down change the row. */
const moves = {
  ArrowRight: (marks, from) => readOn(marks, from, 1),
  ArrowLeft: (marks, from) => readOn(marks, from, -1),
  ArrowDown: (marks, from) => changeRow(marks, from, 1),
  ArrowUp: (marks, from) => changeRow(marks, from, -1),
  Home: (marks) => inReadingOrder(marks)[0],
  End: (marks) => inReadingOrder(marks).at(-1),
};

const row = (mark) => Number(mark.dataset.row);

function middle(mark) {
  const box = mark.getBoundingClientRect();
  return box.left + box.width / 2;
}

/** The marks by row, then from left to right. */
function inReadingOrder(marks) {
  return marks
    .map((mark) => ({ mark, row: row(mark), x: middle(mark) }))
    .sort((a, b) => a.row - b.row || a.x - b.x)
    .map(({ mark }) => mark);
}

function readOn(marks, from, step) {
  const order = inReadingOrder(marks);
  return from ? order[order.indexOf(from) + step] : order.at(step > 0 ? 0 : -1);
}

/** The mark of the nearest row in that direction that lies closest in x. */
function changeRow(marks, from, step) {
  if (!from) return readOn(marks, from, step);
  const beyond = marks.filter((mark) => (row(mark) - row(from)) * step > 0);
  if (beyond.length === 0) return readOn(marks, from, step);
  const nearest = Math.min(...beyond.map((mark) => Math.abs(row(mark) - row(from))));
  const x = middle(from);
  return beyond
    .filter((mark) => Math.abs(row(mark) - row(from)) === nearest)
    .reduce((best, mark) => (Math.abs(middle(mark) - x) < Math.abs(middle(best) - x) ? mark : best));
}

/** Puts the card above the mark, or below it near the top of the window, within the plot. */
function placeCard(card, plot, mark, pointerX) {
  const gap = 8;
  const frame = plot.getBoundingClientRect();
  const box = mark.getBoundingClientRect();
  const x = (pointerX ?? box.left + box.width / 2) - frame.left - card.offsetWidth / 2;
  const above = box.top - card.offsetHeight - gap;
  const y = above >= 0 ? above : box.bottom + gap;
  card.style.left = `${Math.max(0, Math.min(x, frame.width - card.offsetWidth))}px`;
  card.style.top = `${y - frame.top}px`;
}

readCharts();
