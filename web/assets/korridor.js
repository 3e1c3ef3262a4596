// Small comforts. Every page works without this file.

import './chart.js'; // under the same version; reads the charts of the page
import './codes.js'; // proposes codes of new records
import './forms.js'; // keeps what is typed
import { watchTables } from './tables.js'; // scrolls wide tables by keyboard

// The active tab is in view where the row of tabs scrolls.
document.querySelector('.tabs a[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// Changing the language keeps the place on the page.
for (const link of document.querySelectorAll('.languages a')) {
  link.addEventListener('click', () => { link.hash = location.hash; });
}

// Choosing a person of the demo is enough.
for (const choice of document.querySelectorAll('select[data-submit]')) {
  choice.addEventListener('change', () => choice.form.requestSubmit());
}

watchTables();
