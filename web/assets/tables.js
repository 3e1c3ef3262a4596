// A table that is wider than its card can be scrolled by keyboard.

const scrollable = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
  }
});

/** Watches every table inside root. */
export function watchTables(root = document) {
  for (const table of root.querySelectorAll('.table')) scrollable.observe(table);
}
