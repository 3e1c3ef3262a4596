// What people who use a keyboard, a screen reader or little light would stumble over on the page, as
// lines "rule: element". It is an expression: a list of strings. WCAG 2.2 numbers stand at the rules.
(() => {
  const found = new Set();
  const say = (rule, e, more = '') => found.add(`${rule}: ${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ''}${e.name ? `[name=${e.name}]` : ''}${e.classList.length ? `.${[...e.classList].join('.')}` : ''} ${more}`.trim());
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length > 0;
  const hiddenAway = (e) => { const r = e.getBoundingClientRect(); return r.width <= 1 || r.height <= 1; };
  const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => shown(e) && !e.closest('[aria-hidden="true"]'));
  const text = (e) => (e.textContent ?? '').trim();
  const named = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean).map((e) => e.value ?? text(e)).join('').trim();
  const name = (e) => named(e.getAttribute('aria-labelledby') ?? '') || (e.getAttribute('aria-label') ?? '').trim()
    || [...(e.labels ?? [])].map(text).join('') || (e.matches('button, a, summary, [role="button"]') ? text(e) : '') || (e.getAttribute('alt') ?? '') || (e.getAttribute('title') ?? '');

  // Names (4.1.2), ids and references (1.3.1), languages (3.1.1).
  for (const e of all('a[href], button, summary, select, textarea, input:not([type="hidden"]), [role="button"], [role="group"], dialog, img, svg[role="img"]')) {
    if (!name(e) && !(e.matches('svg') && e.querySelector('title'))) say('no name', e);
  }
  const ids = new Map();
  for (const e of document.querySelectorAll('[id]')) ids.set(e.id, (ids.get(e.id) ?? 0) + 1);
  for (const [id, times] of ids) if (times > 1) say('id twice', document.getElementById(id));
  for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'for', 'popovertarget', 'list']) {
    for (const e of document.querySelectorAll(`[${attribute}]`)) {
      if (e.getAttribute(attribute).split(/\s+/).some((id) => id && !ids.has(id))) say(`${attribute} of nothing`, e);
    }
  }
  if (!document.documentElement.lang) say('no language', document.documentElement);
  if (document.title.trim() === '') say('no title', document.documentElement);

  // Headings (1.3.1): one first, none left out.
  let level = 0;
  const headings = all('h1, h2, h3, h4, h5, h6');
  if (headings.filter((e) => e.tagName === 'H1').length !== 1) say('not one h1', document.body);
  for (const e of headings) {
    const own = Number(e.tagName[1]);
    if (own > level + 1) say('heading skips', e, text(e).slice(0, 30));
    level = own;
  }

  // Errors are tied to their fields (3.3.1).
  for (const e of all('[aria-invalid="true"]')) {
    const group = e.closest('fieldset[aria-describedby]');
    if (!e.getAttribute('aria-describedby') && !group) say('error not tied', e);
  }
  for (const e of all('.field-problem')) {
    const tied = e.id && [...document.querySelectorAll('[aria-describedby]')].some((f) => f.getAttribute('aria-describedby').split(/\s+/).includes(e.id));
    if (!tied && !e.closest('.sheet-detail, label, [role="alert"]')) say('problem of no field', e, text(e).slice(0, 30));
  }

  // Targets (2.5.8): 24 px, but for links within a text and what a label makes larger.
  for (const e of all('a[href], button, summary, select, textarea, input:not([type="hidden"])')) {
    const around = e.matches('input') ? [...(e.labels ?? [])].find((l) => l.contains(e)) : null;
    const r = (around ?? e).getBoundingClientRect();
    if (hiddenAway(e) || (r.width >= 23.5 && r.height >= 23.5)) continue;
    if (e.matches('a') && getComputedStyle(e).display === 'inline') continue;
    if (e.closest('svg')) continue;
    // A small target may stand alone: a circle of 24 px on its middle meets no other.
    const x = r.x + r.width / 2, y = r.y + r.height / 2;
    const near = all('a[href], button, summary, select, textarea, input:not([type="hidden"])').some((o) => {
      if (o === e || hiddenAway(o) || o.closest('svg')) return false;
      const b = o.getBoundingClientRect();
      return Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom)) < 12;
    });
    if (near) say('small target', e, `${Math.round(r.width)}×${Math.round(r.height)}`);
  }

  // Contrast of texts (1.4.3) and of the edges of fields (1.4.11).
  const parse = (colour) => { const m = colour.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0]; return [...m.slice(0, 3), m[3] ?? 1]; };
  const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a));
  const ground = (e) => {
    if (!e) return [255, 255, 255];
    const style = getComputedStyle(e);
    if (style.backgroundImage !== 'none') return null; // nobody can tell
    const colour = parse(style.backgroundColor);
    if (colour[3] === 1) return colour.slice(0, 3);
    const under = ground(e.parentElement);
    return under && over(colour, under);
  };
  const luminance = (colour) => { const [r, g, b] = colour.map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const looked = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || looked.has(e) || e.closest('svg, script, style, template, option, [aria-disabled="true"]')) continue;
    looked.add(e);
    if (!shown(e) || hiddenAway(e)) continue;
    const style = getComputedStyle(e);
    const under = ground(e);
    if (!under) continue;
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const got = contrast(over(parse(style.color), under), under);
    if (got < least) say('text too faint', e, `${got.toFixed(2)} ${walker.currentNode.data.trim().slice(0, 20)}`);
  }
  for (const e of all('select, textarea, input:not([type="hidden"], [type="checkbox"], [type="radio"], [type="range"])')) {
    const style = getComputedStyle(e);
    const [inside, outside] = [ground(e), ground(e.parentElement)];
    if (!inside || !outside || contrast(inside, outside) >= 3) continue;
    const edge = parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== 'none' ? contrast(over(parse(style.borderTopColor), outside), inside) : 1;
    if (edge < 3) say('edge too faint', e, edge.toFixed(2));
  }
  return [...found];
})()
