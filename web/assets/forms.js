// Forms that lose nothing: leaving asks first, a save that fails keeps what was
// typed and can be tried again, a second click does nothing. Without this file
// forms are sent by the browser. Sheets use guard() for forms of their own.

const guarded = new Map(); // form -> what guard() keeps of it

window.addEventListener('beforeunload', (event) => {
  for (const [form, state] of guarded) {
    if (form.isConnected && !state.leaving && state.dirty()) {
      event.preventDefault();
      return;
    }
  }
});
// Back in a page that the browser kept: its forms can be sent again.
window.addEventListener('pageshow', () => {
  for (const state of guarded.values()) state.leaving = false;
});

// contents is all that a form would send, as one text.
const contents = (form) => new URLSearchParams(new FormData(form)).toString();

// guard watches over a form. Options: dirty() says whether something would be
// lost by leaving (by default: the fields differ from what they were), and
// before() runs before it is sent. Returned: clean(), after which what the form
// holds now counts as saved.
export function guard(form, { dirty, before } = {}) {
  let saved = contents(form);
  const state = {
    leaving: false,
    before,
    dirty: () => 'unsaved' in form.dataset || (dirty ? dirty() : contents(form) !== saved),
    clean() {
      delete form.dataset.unsaved;
      saved = contents(form);
    },
  };
  guarded.set(form, state);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
  form.querySelector('[data-form-retry]')?.addEventListener('click', () => send(form, state.submitter));
  return state;
}

// send saves a guarded form without leaving the page before that has worked.
export async function send(form, submitter) {
  const state = guarded.get(form);
  if (state.request) return;
  state.before?.();
  state.submitter = submitter;
  const body = new URLSearchParams(new FormData(form, submitter));
  const action = submitter?.getAttribute('formaction') || form.getAttribute('action') || location.href;
  state.request = new AbortController();
  const waiting = wait(form, state.request);
  try {
    const answer = await fetch(action, { method: 'POST', body, signal: state.request.signal,
      headers: { Accept: 'text/html', 'X-Korridor-Form': 'script' } });
    if (answer.status === 204) {
      state.leaving = true;
      follow(answer.headers.get('Location'));
      return;
    }
    if (answer.status >= 500) throw new Error(String(answer.status));
    replace(form, await answer.text(), answer.status);
  } catch (error) {
    fail(form, error.name === 'AbortError');
  } finally {
    waiting();
    state.request = null;
  }
}

// follow goes to an address, also to another place on the same page.
function follow(address) {
  const to = new URL(address, location.href);
  const same = to.pathname === location.pathname && to.search === location.search;
  location.assign(to);
  if (same && to.hash) location.reload();
}

// wait marks the form as being saved, after a second with words and a way out.
function wait(form, request) {
  const buttons = [...form.querySelectorAll('button[type="submit"]')];
  const status = form.querySelector('[data-form-wait]');
  const cancel = () => request.abort();
  form.setAttribute('aria-busy', 'true');
  for (const b of buttons) b.setAttribute('aria-disabled', 'true');
  show(form, '[data-form-failed]', false);
  status?.querySelector('button')?.addEventListener('click', cancel);
  const slow = setTimeout(() => status?.toggleAttribute('hidden', false), 1000);
  return () => {
    clearTimeout(slow);
    status?.toggleAttribute('hidden', true);
    status?.querySelector('button')?.removeEventListener('click', cancel);
    form.removeAttribute('aria-busy');
    for (const b of buttons) b.removeAttribute('aria-disabled');
  };
}

// fail says that nothing was heard from the server; what was typed stays.
function fail(form, cancelled) {
  form.dataset.unsaved = '';
  show(form, '[data-form-failed]', true);
  show(form, '[data-form-lost]', !cancelled);
  show(form, '[data-form-cancelled]', cancelled);
  form.querySelector('[data-form-retry]')?.focus();
}

function show(form, selector, yes) {
  for (const part of form.querySelectorAll(selector)) part.toggleAttribute('hidden', !yes);
}

// replace puts the page that came back in the place of this one's content. A
// page without a form cannot hold what was typed, so it is shown above it.
function replace(form, html, status) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const main = page.querySelector('main');
  if (!main?.querySelector('form[data-form]')) {
    refuse(form, page, status);
    return;
  }
  document.title = page.title;
  document.querySelector('main').replaceWith(document.adoptNode(main));
  document.dispatchEvent(new CustomEvent('korridor:page'));
  const next = document.querySelector('main [autofocus]');
  (document.querySelector('[data-form-summary]') ?? next ?? document.querySelector('main')).focus();
  if (!next) window.scrollTo({ top: 0 });
}

// refuse shows what an error page says beside the form that it refused, with the
// way out that does not leave this page.
function refuse(form, page, status) {
  let box = form.querySelector('[data-form-refused]');
  if (!box) {
    box = document.createElement('div');
    box.className = 'form-summary';
    box.dataset.formRefused = '';
    box.setAttribute('role', 'alert');
    box.tabIndex = -1;
    form.prepend(box);
  }
  const said = [...page.querySelectorAll('main h1, main p')].filter((e) => !e.querySelector('a')).map((e) => e.textContent.trim()).filter(Boolean);
  box.replaceChildren(...(said.length ? said : [String(status)]).slice(0, 4).map((text) => {
    const p = document.createElement('p');
    p.textContent = text;
    return p;
  }));
  const out = page.querySelector('[data-way-out]');
  if (out) box.append(document.adoptNode(out));
  form.dataset.unsaved = '';
  box.focus();
}

// Plain forms look after themselves; a sheet's script guards its own.
function start() {
  for (const form of document.querySelectorAll('form[data-form="plain"]')) {
    if (!guarded.has(form)) guard(form);
  }
  document.querySelector('[data-form-summary]')?.focus();
}
document.addEventListener('korridor:page', start);
start();
