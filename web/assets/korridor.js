// Small comforts. Every page works without this file.

import './chart.js'; // under the same version; reads the charts of the page
import './codes.js'; // proposes codes of new records
import './forms.js'; // keeps what is typed

// The active tab is in view where the row of tabs scrolls.
document.querySelector('.tabs a[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// Changing the language keeps the place on the page.
for (const link of document.querySelectorAll('.languages a')) {
  link.addEventListener('click', () => { link.hash = location.hash; });
}

// A row of figures that is wider than its card can be scrolled by keyboard.
const scrollable = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
  }
});
for (const table of document.querySelectorAll('.table')) scrollable.observe(table);
