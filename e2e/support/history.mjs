// What clients of a drill did and saw, and whether the system they did it to could have been a correct one.
//
// An entry: { client, op: "write"|"read"|"live", key, invoke, return, result: "ok"|"refused"|"unknown", … }, times in
// milliseconds of one clock. `unknown`: no answer came, the effect may or may not have happened.
import { appendFileSync } from "node:fs";

export class History {
  entries = [];

  /** `file`: where each entry is also appended as a line of JSON. */
  constructor(file) {
    this.file = file;
  }

  add(entry) {
    this.entries.push(entry);
    if (this.file) appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }
}

/**
 * The anomalies of a history, given what was there in the end: `effects` maps a key to how often it took effect,
 * `whole` names keys whose effect is complete (all rows of it). Empty when there are none.
 */
export function anomalies(entries, { effects, whole = new Set(effects.keys()) }) {
  return [...lostAndDoubled(entries, effects, whole), ...staleReads(entries), ...brokenStreams(entries, effects)];
}

function* lostAndDoubled(entries, effects, whole) {
  const writes = grouped(entries, "write", "key");
  for (const [key, attempts] of writes) {
    const count = effects.get(key) ?? 0;
    const answers = new Set(attempts.filter((one) => one.result === "ok").map((one) => one.id));
    if (answers.size && count === 0) yield `${key}: acknowledged and lost`;
    if (count > 1) yield `${key}: took effect ${count} times`;
    if (answers.size > 1) yield `${key}: repeats were answered differently: ${[...answers].join(", ")}`;
    if (count && attempts.every((one) => one.result === "refused")) yield `${key}: refused, yet it took effect`;
    if (count && !whole.has(key)) yield `${key}: half of it took effect`;
  }
  for (const key of effects.keys()) if (!writes.has(key)) yield `${key}: took effect although nobody asked`;
}

/** Whoever was told that a write happened sees it from then on, through any process. */
function* staleReads(entries) {
  const acknowledged = new Map();
  for (const entry of entries) {
    if (entry.op === "write" && entry.result === "ok") acknowledged.set(entry.key, Math.min(entry.return, acknowledged.get(entry.key) ?? Infinity));
  }
  for (const entry of entries) {
    if (entry.op !== "read" || entry.result !== "ok") continue;
    if (!entry.found && entry.invoke >= (acknowledged.get(entry.key) ?? Infinity)) yield `${entry.key}: read by ${entry.client} after it was acknowledged, and not found`;
  }
}

/** A stream never goes back or repeats, and by its end has told of every effect unless it said "refetch". */
function* brokenStreams(entries, effects) {
  for (const [client, told] of grouped(entries, "live", "client")) {
    let last = -1;
    const heard = new Set();
    let refetched = false;
    for (const one of told) {
      if (one.refetch) {
        refetched = true;
        last = one.seq;
        continue;
      }
      if (one.seq <= last) yield `${client}: position ${one.seq} after ${last}`;
      else if (last >= 0 && one.seq > last + 1) yield `${client}: positions ${last + 1} to ${one.seq - 1} missing`;
      last = one.seq;
      heard.add(one.key);
    }
    if (!refetched) for (const key of effects.keys()) if (!heard.has(key)) yield `${client}: never told of ${key}`;
  }
}

/** The entries of one kind by what a field of them says, in order. */
function grouped(entries, op, field) {
  const groups = new Map();
  for (const entry of entries) {
    if (entry.op !== op) continue;
    if (!groups.has(entry[field])) groups.set(entry[field], []);
    groups.get(entry[field]).push(entry);
  }
  return groups;
}
