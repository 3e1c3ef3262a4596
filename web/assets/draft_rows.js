// The rows of a draft's sheet as markup: what they hold, and those that rest. A row far from the view
// rests: it is text, with all that it holds in one hidden field "r.KEY.row", until somebody comes near.

/** What a row holds, as it would be sent: a function from a field's name to its text. */
export function reader(row) {
  const rest = resting(row);
  if (!rest) return (name) => held(row, name).join();
  const values = new URLSearchParams(rest.value);
  return (name) => values.get(name) ?? '';
}

function held(row, name) {
  return [...row.querySelectorAll(`[name$=".${name}"]`)].filter((at) => at.type !== 'checkbox' || at.checked).map((at) => at.value);
}

/** All that a row that does not rest holds, by field. */
export function contents(row) {
  const read = reader(row);
  return new Map([...row.querySelectorAll('[name]')].map((at) => at.name.split('.').pop()).map((name) => [name, read(name)]));
}

/** The field of a row that rests, or null. */
export function resting(row) { return row.querySelector('[name$=".row"]'); }

/** Puts fields into a row that rests, from a blank one; what it comes to stays. */
export function wake(row, blank) {
  const rest = resting(row);
  if (!rest) return;
  const values = new URLSearchParams(rest.value);
  const [tr] = row.rows;
  const [fresh] = blank.rows;
  for (const sum of ['[data-amount]', '[data-difference]', '[data-of]', '[data-vouch]']) {
    const known = tr.querySelector(sum);
    if (known) fresh.querySelector(sum).replaceWith(known);
  }
  tr.replaceChildren(...fresh.cells);
  tr.removeAttribute('class');
  fill(row, values);
}

/** Gives a row its values: in its fields, or kept for those of its detail. */
export function fill(row, values) {
  const more = row.querySelector('.draft-more');
  for (const [name, value] of values) {
    const at = row.querySelector(`[name$=".${name}"]`);
    if (at) preset(at, value);
    else if (value) more.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name: `r.${row.dataset.line}.${name}`, value }));
  }
}

/** Puts the detail into a row, in the place of the hidden fields that keep what it holds. */
export function unfold(row, detail) {
  for (const kept of row.querySelectorAll('.draft-more input')) {
    for (const at of detail.querySelectorAll(`[name="${kept.name}"]`)) preset(at, kept.value);
    kept.remove();
  }
  row.append(detail);
}

/** Makes a field hold a value as if the server had sent it so. */
function preset(at, value) {
  if (at.type === 'checkbox') at.defaultChecked = value.split(',').includes(at.value);
  else if (!at.matches('select')) at.setAttribute('value', value);
  else {
    if (![...at.options].some((o) => o.value === value)) at.add(new Option(value, value));
    for (const option of at.options) option.defaultSelected = option.value === value;
  }
}

/** Whether somebody changed a field since the server sent it. */
export function touched(at) {
  if (at.matches('select')) return [...at.options].some((o) => o.selected !== o.defaultSelected);
  return at.matches('input') && (at.type === 'checkbox' ? at.checked !== at.defaultChecked : at.value !== at.defaultValue);
}

/** A copy of a part of the template, with the row's key in the place of KEY. */
export function keyed(part, key) {
  const copy = part.cloneNode(true);
  for (const element of [copy, ...copy.querySelectorAll(':not(option)')]) {
    for (const attribute of element.attributes) if (attribute.value.includes('KEY')) attribute.value = attribute.value.replaceAll('KEY', key);
  }
  return copy;
}

export function shown(row) { return row.querySelector('.draft-detail')?.hidden === false; }

/** Opens or shuts the detail of a row, which has it before it is opened. */
export function show(row, open) {
  const detail = row.querySelector('.draft-detail');
  if (detail) {
    detail.hidden = !open;
    detail.querySelector('[name$=".open"]').disabled = !open;
  }
  const button = row.querySelector('.draft-more button');
  button.setAttribute('aria-expanded', String(open));
  button.dataset.do = open ? 'close' : 'open';
  button.textContent = open ? '▴' : '▾';
}

/** A line beside the sheet: its code, its name and what it came to. */
export function entry(code, name, amount) {
  const item = document.createElement('li');
  const text = document.createElement('span');
  text.append(Object.assign(document.createElement('code'), { textContent: code }), ` ${name}`);
  item.append(text, ' ', Object.assign(document.createElement('span'), { className: 'num', textContent: amount }));
  return item;
}
