// The funding sheet: totals and differences while typing, on top of grid.js.

import { guard } from './forms.js';
import { Sums } from './funding_sums.js';
import { openGrid } from './grid.js';
import { writeAmount } from './numbers.js';
import { offerTheirs } from './theirs.js';

let opened = null; // the sheet in the page: { table, grid }
const MAX = 99_999_999_999_999_999n;

function start() {
  const table = document.querySelector('[data-funding-sheet]');
  if (!table || opened?.table === table) return;
  const form = table.closest('form');
  const touched = new Set();
  const grid = openGrid(table, { change(cells) {
    if (touched.size === 0) requestAnimationFrame(() => {
      sums.update([...touched]);
      touched.clear();
      show(form, sums, grid.style, table.dataset);
    });
    for (const cell of cells) touched.add(cell);
  } });
  const sums = new Sums(grid);
  if (opened) grid.adopt(opened.grid); // the page came back in place: checked, refused, or with more years
  opened = { table, grid };
  show(form, sums, grid.style, table.dataset);
  guard(form);
  form.addEventListener('keypress', (event) => enter(event, form));
  offerTheirs(table, grid);
}

/** Enter in the years adds them, in the reason saves; the first button of the form would check. */
function enter(event, form) {
  if (event.key !== 'Enter' || !event.target.matches('input:not([data-column])')) return;
  event.preventDefault();
  form.querySelector(event.target.closest('.sheet-source') ? '[value="source"]' : event.target.closest('.sheet-add') ? '[value="add"]' : '.form-foot [type="submit"]').click();
}

function show(form, sums, style, { unknown, beyond }) {
  for (const tr of form.querySelectorAll('tr[data-sum]')) {
    const stages = sums.of(tr.dataset.sum, tr.dataset.currency);
    tr.hidden = !stages;
    if (tr.hidden) continue;
    tr.querySelectorAll('output').forEach((output, i) => {
      const { typed, was } = stages[i];
      const text = typed === null ? unknown : typed > MAX || typed < -MAX ? beyond : writeAmount(typed, style);
      write(output, text);
      output.classList.toggle('unknown', typed === null);
      const difference = (typed ?? 0n) - was;
      const beside = output.nextElementSibling;
      beside.hidden = difference === 0n;
      write(beside, (difference > 0n ? '+' : '') + writeAmount(difference, style));
    });
  }
}

/** Changes a text only where it is another one: each change lays the sheet out again. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

document.addEventListener('korridor:page', start);
start();
