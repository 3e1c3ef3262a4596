// The connectors of an editable timeline, drawn over those of the server: routes and names of classes
// are those of korridor/web/chart (timeline_links.go).

import { shape } from './timeline-draw.js';

const stub = 5;
const tip = 4.5;

/** The path of a connector between two bars {x, y, w, h}, and that of its arrow. */
function route(from, to, width) {
  const turn = Math.min(from.x + from.w + stub, width - 1);
  const start = `M${from.x + from.w} ${from.y + from.h / 2}L${turn} ${from.y + from.h / 2}`;
  const middle = to.y + to.h / 2;
  if (to.x > turn + tip) {
    return [`${start}L${turn} ${middle}L${to.x - tip} ${middle}`, `M${to.x} ${middle}L${to.x - tip} ${middle - 3}L${to.x - tip} ${middle + 3}Z`];
  }
  const [edge, back] = to.y < from.y ? [to.y + to.h, 1] : [to.y, -1];
  const aside = to.x + to.w < turn + 3;
  const x = aside ? to.x + to.w / 2 : turn;
  const bend = aside ? `L${turn} ${edge + 2 * back * tip}` : '';
  return [`${start}${bend}L${x} ${edge + 2 * back * tip}L${x} ${edge + back * tip}`, `M${x} ${edge}L${x - 3} ${edge + back * tip}L${x + 3} ${edge + back * tip}Z`];
}

/** Draws the connectors of a drawing: ties are {from, to, critical}, two bars each. */
export function drawLinks(drawing, ties) {
  const group = drawing.svg.querySelector('.links');
  group.replaceChildren();
  for (const { from, to, critical } of [...ties].sort((a, b) => a.critical - b.critical)) {
    const [line, arrow] = route(from, to, drawing.svg.viewBox.baseVal.width);
    shape(group, 'path', critical ? 'link critical' : 'link').setAttribute('d', line);
    shape(group, 'path', critical ? 'link critical tip' : 'link tip').setAttribute('d', arrow);
  }
}
