// Tries things out on a model: what changes in the form is asked of the
// server, which answers with the parts of the page that change. Only the newest
// answer is shown; the address follows, so that it can be shared.

import { readCharts } from './chart.js';
import { watchTables } from './tables.js';

const form = document.querySelector('[data-live-try]');
const region = document.querySelector('[data-live]');
const live = form?.querySelector('[data-live-spoken]');
const parts = ['live-summary', 'live-charts', 'live-details', 'live-problems', 'live-keep'];
const pause = 180; // milliseconds without a change before the server is asked
const rest = 900; // and before the outcome is read out

let waiting, speaking, asked;

/** The address of the page for what the form holds, without its empty fields. */
function address() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== '') query.append(name, value);
  const url = new URL(form.action);
  url.search = query;
  return url;
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(show, pause);
}

async function show(push = true) {
  clearTimeout(waiting);
  asked?.abort();
  const mine = asked = new AbortController();
  const url = address();
  const part = new URL(url);
  part.searchParams.set('part', '1');
  region.setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => { form.querySelector('[data-live-wait]').hidden = false; }, 1000);
  try {
    const response = await fetch(part, { signal: mine.signal, headers: { Accept: 'text/html' } });
    if (!response.ok) throw new Error(String(response.status));
    put(await response.text());
    form.querySelector('[data-live-lost]').hidden = true;
    if (push) history.replaceState(null, '', url);
  } catch (error) {
    if (error.name !== 'AbortError') form.querySelector('[data-live-lost]').hidden = false;
  } finally {
    clearTimeout(slow);
    if (mine === asked) {
      region.removeAttribute('aria-busy');
      form.querySelector('[data-live-wait]').hidden = true;
    }
  }
}

/** Puts the parts of an answer in place; what was opened stays open, what was typed is kept. */
function put(html) {
  const answer = new DOMParser().parseFromString(html, 'text/html');
  for (const id of parts) {
    const [old, fresh] = [document.getElementById(id), answer.getElementById(id)];
    if (!old || !fresh) continue;
    const open = [...old.querySelectorAll('details')].map((d) => [title(d), d.open]);
    for (const details of fresh.querySelectorAll('details')) {
      const was = open.find(([name]) => name === title(details));
      if (was) details.open = was[1];
    }
    for (const typed of old.querySelectorAll('input:not([type=hidden])[name]')) {
      const same = fresh.querySelector(`input[name="${typed.name}"]`);
      if (same) same.value = typed.value;
    }
    old.replaceChildren(...fresh.childNodes);
    readCharts(old);
    watchTables(old);
  }
  for (const field of form.querySelectorAll('.try-field')) field.classList.remove('form-wrong');
  clearTimeout(speaking);
  speaking = setTimeout(() => { live.textContent = document.querySelector('[data-live-said]')?.textContent ?? ''; }, rest);
}

const title = (details) => (details.closest('.chart')?.id ?? '') + details.querySelector('summary').textContent;

/** Sliders stand beside their fields where there are scripts. */
function slide() {
  for (const slider of form.querySelectorAll('[data-live-slider]')) {
    const field = form.elements[slider.dataset.liveSlider];
    const follow = () => { slider.value = field.value.replace('−', '-').replace(',', '.') || slider.dataset.liveRest; };
    slider.hidden = false;
    follow();
    slider.addEventListener('input', () => {
      field.value = slider.value === slider.dataset.liveRest ? '' : slider.value;
      soon();
    });
    field.addEventListener('input', follow);
    form.addEventListener('live-reset', follow);
  }
}

if (form) {
  slide();
  form.addEventListener('input', (event) => { if (event.target.name) soon(); });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show();
  });
  form.querySelector('[data-live-reset]').addEventListener('click', (event) => {
    event.preventDefault();
    for (const field of form.querySelectorAll('.try-field [name]')) field.value = '';
    for (const box of form.querySelectorAll('[data-live-usual]')) box.checked = box.dataset.liveUsual === 'true';
    form.dispatchEvent(new Event('live-reset'));
    show();
  });
}
