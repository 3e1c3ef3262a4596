// Where phases come to lie after their predecessors: the rule of the server (korridor/pkg/project,
// Place, and korridor/pkg/schedule, Plan), so that followers move while a bar is moved.

import { count, first, last, maxYear } from './timeline-dates.js';

/** A row's own days by its dates, or null; an open one is a day long and leads nothing. */
function task(dates) {
  const start = dates.actual_start || dates.planned_start;
  const finish = dates.actual_finish || dates.planned_finish;
  if (!start) return null;
  const own = first(start);
  const end = finish ? last(finish) : own;
  return end < own ? null : { own, length: end - own + 1, open: !finish, begun: !!dates.actual_start, done: !!dates.actual_finish, before: [], followers: [] };
}

/** The tasks by id, each linked to those it waits for. */
function linked(rows) {
  const tasks = new Map();
  for (const [id, row] of rows) {
    const t = task(row.drawn);
    if (t) tasks.set(id, Object.assign(t, { id }));
  }
  for (const t of tasks.values()) {
    if (t.begun) continue;
    for (const { phase, lag } of rows.get(t.id).after) {
      const before = tasks.get(phase);
      if (!before || before.open) continue;
      t.before.push({ task: before, lag });
      before.followers.push({ task: t, lag });
    }
  }
  return tasks;
}

/** The tasks, each after those it waits for; those of a circle are missing. */
function inOrder(tasks) {
  const waits = new Map([...tasks.values()].map((t) => [t, t.before.length]));
  const order = [...waits.keys()].filter((t) => waits.get(t) === 0);
  for (const t of order) { // grows while it is read
    for (const { task: follower } of t.followers) {
      waits.set(follower, waits.get(follower) - 1);
      if (waits.get(follower) === 0) order.push(follower);
    }
  }
  return order;
}

/**
 * Where the rows come to lie, by id: {start, end, moved, by, critical, open, begun} in days, by being the id
 * of the predecessor that sets the start. Rows that are not placed are missing.
 */
export function placeAll(rows) {
  const tasks = linked(rows);
  const order = inOrder(tasks);
  if (order.length < tasks.size) return new Map();
  for (const t of order) {
    t.start = t.own;
    t.by = null;
    for (const { task: before, lag } of t.before) {
      const free = before.start + before.length + lag;
      if (free > t.start || (free === t.start && t.by !== null && Number(before.id) < Number(t.by))) [t.start, t.by] = [free, before.id];
    }
  }
  const ends = Math.max(...order.map((t) => t.start + t.length));
  if (ends - 1 > count(maxYear, 12, 31)) return new Map();
  for (const t of order.reverse()) {
    const end = t.start + t.length;
    t.slack = Math.min(ends - end, ...t.followers.map(({ task: f, lag }) => f.start + f.slack - lag - end));
  }
  return new Map([...tasks].map(([id, t]) => [id, {
    start: t.start, end: t.start + t.length - 1, moved: t.start - t.own, by: t.by, open: t.open, begun: t.begun,
    critical: t.slack === 0 && !t.open && !t.done,
  }]));
}

/** Whether a predecessor's delay by a day would delay a critical row by a day. */
export const holds = (before, at, lag) => !!before && !!at?.critical && !at.begun && !before.open && at.start === before.end + lag + 1;
