// The funding sheet: totals and differences while typing, on top of grid.js.

import { guard } from './forms.js';
import { openGrid } from './grid.js';
import { readPlain, roundToMinor, writeAmount } from './numbers.js';

let opened = null; // the sheet in the page: { table, grid }
const STAGES = ['requested', 'approved', 'committed', 'disbursed'];
const MAX = 99_999_999_999_999_999n;

function start() {
  const table = document.querySelector('[data-funding-sheet]');
  if (!table || opened?.table === table) return;
  const form = table.closest('form');
  let due = 0;
  const grid = openGrid(table, { change() { due ||= requestAnimationFrame(() => { due = 0; show(form, sums(table, grid), grid.style, table.dataset); }); } });
  if (opened) grid.adopt(opened.grid); // the page came back in place: checked, refused, or with more years
  opened = { table, grid };
  show(form, sums(table, grid), grid.style, table.dataset);
  guard(form);
  for (const box of table.querySelectorAll('[data-theirs]')) takeTheirs(box, grid);
}

/** What the rows of every group add up to, by currency: "group currency" -> { used, stages }. */
function sums(table, grid) {
  const all = new Map();
  const of = (group, currency) => {
    const key = `${group} ${currency}`;
    if (!all.has(key)) all.set(key, { used: false, stages: STAGES.map(() => ({ typed: null, was: 0n })) });
    return all.get(key);
  };
  for (const tr of table.querySelectorAll('[data-row]')) {
    const currency = grid.cell(tr, 'currency');
    STAGES.forEach((stage, i) => {
      const cell = grid.cell(tr, stage);
      const { minor } = grid.value(cell);
      const stored = readPlain(cell.dataset.stored);
      if (minor === undefined && stored === null && cell.value === '') return;
      for (const group of tr.dataset.groups.split(' ')) {
        const now = of(group, currency.value);
        now.used = true;
        if (minor !== undefined) now.stages[i].typed = (now.stages[i].typed ?? 0n) + minor;
        if (stored === null) continue;
        const before = of(group, currency.dataset.stored);
        before.used = true;
        before.stages[i].was += roundToMinor(stored);
      }
    });
  }
  return all;
}

function show(form, all, style, { unknown, beyond }) {
  for (const tr of form.querySelectorAll('tr[data-sum]')) {
    const sum = all.get(`${tr.dataset.sum} ${tr.dataset.currency}`);
    tr.hidden = !sum?.used;
    if (tr.hidden) continue;
    tr.querySelectorAll('output').forEach((output, i) => {
      const { typed, was } = sum.stages[i];
      const text = typed === null ? unknown : typed > MAX || typed < -MAX ? beyond : writeAmount(typed, style);
      if (output.textContent !== text) output.textContent = text;
      output.classList.toggle('unknown', typed === null);
      const difference = (typed ?? 0n) - was;
      const beside = output.nextElementSibling;
      beside.hidden = difference === 0n;
      beside.textContent = (difference > 0n ? '+' : '') + writeAmount(difference, style);
    });
  }
}

/** Shows in the field which of two values was chosen. */
function takeTheirs(box, grid) {
  const field = document.getElementById(box.dataset.theirs);
  const mine = field.value;
  box.addEventListener('change', () => {
    const value = box.checked ? box.dataset.value : mine;
    if (field.dataset.column) grid.set([[field, value]]);
    else field.value = value;
  });
}

document.addEventListener('korridor:page', start);
start();
