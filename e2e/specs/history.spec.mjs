// The judge of the drills is itself judged: each known-bad history is flagged, a good one is not.
import { expect, test } from "@playwright/test";
import { anomalies } from "../support/history.mjs";

const write = (key, result, id = `id-${key}`, at = 0) => ({ client: "w1", op: "write", key, invoke: at, return: at + 1, result, id: result === "ok" ? id : undefined });
const read = (key, found, at = 10) => ({ client: "r1", op: "read", key, invoke: at, return: at + 1, result: "ok", found });
const live = (seq, key, more = {}) => ({ client: "s1", op: "live", seq, key, ...more });
const ended = (effects, whole) => ({ effects: new Map(Object.entries(effects)), ...(whole && { whole: new Set(whole) }) });

test("a history without anomalies passes", () => {
  const good = [write("a", "unknown"), write("a", "ok"), write("b", "refused"), write("c", "unknown"), read("a", true), read("b", false), live(5, "a"), live(6, "other")];
  expect(anomalies(good, ended({ a: 1 }))).toEqual([]);
  expect(anomalies([write("c", "unknown")], ended({ c: 1 }))).toEqual([]);
  expect(anomalies([live(5, "x"), live(90, undefined, { refetch: true }), live(91, "y"), write("a", "ok")], ended({ a: 1 }))).toEqual([]);
});

const bad = [
  ["an acknowledged write that is lost", [write("a", "ok")], ended({}), /acknowledged and lost/],
  ["a write that took effect twice", [write("a", "ok")], ended({ a: 2 }), /took effect 2 times/],
  ["an unanswered write that took effect twice", [write("a", "unknown")], ended({ a: 2 }), /took effect 2 times/],
  ["a repeat answered with another id", [write("a", "ok", "1"), write("a", "ok", "2")], ended({ a: 1 }), /answered differently/],
  ["a refused write that took effect", [write("a", "refused")], ended({ a: 1 }), /refused, yet/],
  ["half an effect", [write("a", "ok")], ended({ a: 1 }, []), /half of it/],
  ["an effect nobody asked for", [], ended({ a: 1 }), /nobody asked/],
  ["a read that does not see what was acknowledged before", [write("a", "ok"), read("a", false)], ended({ a: 1 }), /not found/],
  ["a stream that goes back", [write("a", "ok"), live(5, "a"), live(4, "b")], ended({ a: 1 }), /position 4 after 5/],
  ["a stream that repeats", [write("a", "ok"), live(5, "a"), live(5, "a")], ended({ a: 1 }), /position 5 after 5/],
  ["a stream with a gap", [write("a", "ok"), live(5, "a"), live(8, "b")], ended({ a: 1 }), /positions 6 to 7 missing/],
  ["a stream that never tells of an effect", [write("a", "ok"), live(5, "b")], ended({ a: 1 }), /never told of a/],
];
for (const [name, entries, end, words] of bad) {
  test(`flagged: ${name}`, () => {
    expect(anomalies(entries, end).join("\n")).toMatch(words);
  });
}
