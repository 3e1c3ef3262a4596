// Sheets that somebody else changed, too: which of two values a field holds.

/** Shows in the fields of a sheet which value was chosen: one's own, or what is recorded. What is typed then is one's own. */
export function offerTheirs(table, grid) {
  for (const box of table.querySelectorAll('[data-theirs]')) {
    const field = document.getElementById(box.dataset.theirs);
    let mine = field.value;
    box.addEventListener('change', () => {
      if (box.checked) mine = field.value;
      put(grid, field, box.checked ? box.dataset.value : mine);
    });
    field.addEventListener('input', () => { box.checked = box.checked && field.value === box.dataset.value; });
  }
}

function put(grid, field, value) {
  if (field.dataset.column) grid.set([[field, value]]);
  else {
    field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
