// Sheets that somebody else changed, too: which of two values a field holds.

/** Shows in the fields of a sheet which value was chosen: one's own, or what is recorded. */
export function offerTheirs(table, grid) {
  for (const box of table.querySelectorAll('[data-theirs]')) {
    const field = document.getElementById(box.dataset.theirs);
    const mine = field.value;
    box.addEventListener('change', () => {
      const value = box.checked ? box.dataset.value : mine;
      if (field.dataset.column) grid.set([[field, value]]);
      else field.value = value;
    });
  }
}
