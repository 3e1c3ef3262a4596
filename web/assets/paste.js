// Reads blocks of cells as spreadsheets put them on the clipboard.

import { choice } from './cells.js';

/** Characters that one paste may have; a sheet holds far fewer. */
export const MAX_PASTE = 4_000_000;

/**
 * Reads text as rows of cells: tab between cells, LF, CRLF or CR between rows, cells in quotes where
 * they hold one of these, with quotes doubled. The line end after the last row is no row of its own.
 */
export function readBlock(text) {
  const rows = [];
  let row = [];
  let at = 0;
  for (;;) {
    const [cell, end] = text[at] === '"' ? quoted(text, at) : plain(text, at);
    row.push(cell);
    at = end;
    if (text[at] === '\t') {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (at >= text.length) return rows;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (at >= text.length) return rows;
  }
}

const stop = /[\t\r\n]/g;

function plain(text, at) {
  stop.lastIndex = at;
  const end = stop.exec(text)?.index ?? text.length;
  return [text.slice(at, end), end];
}

/** A cell in quotes; one whose quotes do not close, or close too early, is plain text. */
function quoted(text, at) {
  const parts = [];
  for (let from = at + 1; ;) {
    const end = text.indexOf('"', from);
    if (end < 0) return plain(text, at);
    parts.push(text.slice(from, end));
    if (text[end + 1] !== '"') {
      return end + 1 === text.length || '\t\r\n'.includes(text[end + 1]) ? [parts.join('"'), end + 1] : plain(text, at);
    }
    from = end + 2;
  }
}

/**
 * What a block puts into rows of cells: { edits, passed }, pairs of a cell and its text in the form that
 * normal gives it, and how many texts have no cell that takes them.
 */
export function spread(block, rows, normal) {
  const edits = [];
  let passed = 0;
  block.forEach((row, i) => row.forEach((text, j) => {
    const cell = rows[i][j];
    const value = cell && !cell.readOnly && !cell.disabled ? choice(cell, normal(cell, text.trim())) : null;
    if (value !== null) edits.push([cell, value]);
    else if (text.trim() !== '') passed += 1;
  }));
  return { edits, passed };
}
