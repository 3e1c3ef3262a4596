// The fields that are the cells of a sheet; see grid.js.

/** The cell that an event is about, or null. */
export function cellOf(event) { return event.target.closest?.('[data-column]') ?? null; }

/** What a cell says, as text. */
export function get(cell) { return cell.type === 'checkbox' ? String(cell.checked) : cell.value; }

/** Makes a cell say the text. */
export function put(cell, text) {
  if (cell.type === 'checkbox') cell.checked = text === 'true';
  else cell.value = text;
}

/** What a pasted text means to a cell; null where a list does not have it. */
export function choice(cell, text) {
  if (!cell.matches('select')) return cell.type === 'checkbox' ? null : text;
  const same = (other) => other.trim().toLowerCase() === text.toLowerCase();
  return [...cell.options].find((o) => same(o.value) || same(o.textContent))?.value ?? null;
}

/** Whether the key leads out of the cell: at the text's edge, or with all of it selected. */
export function leaves(cell, event, right) {
  if (event.key === 'Enter') return !cell.matches('textarea');
  if (event.shiftKey) return false;
  if (cell.matches('select')) return right !== 0;
  if (cell.matches('textarea') && cell.value.includes('\n')) return false;
  if (right === 0 || typeof cell.selectionStart !== 'number') return true;
  const { selectionStart: start, selectionEnd: end, value } = cell;
  if (start === 0 && end === value.length) return true;
  return start === end && (right < 0 ? start === 0 : end === value.length);
}

/** Takes back what the server said about a cell. */
export function answered(cell) {
  const said = cell.getAttribute('aria-describedby');
  if (!said) return;
  for (const id of said.split(' ')) {
    const message = document.getElementById(id);
    if (message?.classList.contains('field-problem')) message.hidden = true;
  }
  cell.removeAttribute('aria-invalid');
  cell.removeAttribute('aria-describedby');
}

/** Puts the values in a text's {places}. */
export function fill(text, values) { return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place); }
