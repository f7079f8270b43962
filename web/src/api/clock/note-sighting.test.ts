import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ClusterSighting } from "#/api/client/sighting.ts";
import { createNotes, type TakeSightings } from "./note-sighting.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const rev = (value: number) => asRevision(int64(value));
const read = (revision: number): ClusterSighting => ({
  kind: "read",
  connectionId: "prod",
  clusterId: int64(7),
  revision: rev(revision),
  fromMs: revision,
  toMs: revision,
});

function notesOf(take = vi.fn<TakeSightings>(async () => undefined)) {
  const taken = () => take.mock.calls.map(([sightings]) => sightings.map(({ revision }) => Number(revision)));
  return { ...createNotes(take), take, taken };
}

test("hands over together what was noted in a second", async () => {
  const { noteSighting, taken } = notesOf();
  noteSighting(read(1));
  noteSighting(read(2));
  expect(taken()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  noteSighting(read(3));
  await vi.advanceTimersByTimeAsync(1000);
  expect(taken()).toEqual([[1, 2], [3]]);
});

test("of a flood of events the first and the last are handed over", async () => {
  const { noteSighting, noteRevision, taken } = notesOf();
  noteSighting(read(1));
  for (let revision = 2; revision <= 5000; revision++) noteRevision("prod", rev(revision), revision);
  await vi.advanceTimersByTimeAsync(1000);
  expect(taken()).toEqual([[1, 2, 5000]]);
});

test("an event of a cluster that nothing is known of yet is not noted", async () => {
  const { noteRevision, take } = notesOf();
  noteRevision("prod", rev(5), 5);
  await vi.advanceTimersByTimeAsync(1000);
  expect(take).not.toHaveBeenCalled();
});

test("what could not be handed over comes with the next, bounded", async () => {
  const take = vi.fn<TakeSightings>(async () => undefined);
  const { noteSighting, taken } = notesOf(take.mockRejectedValueOnce(new Error("the server is away")));
  for (let revision = 1; revision <= 300; revision++) noteSighting(read(revision));
  await vi.advanceTimersByTimeAsync(1000);
  noteSighting(read(301));
  await vi.advanceTimersByTimeAsync(1000);
  const handed = taken().at(-1) ?? [];
  expect([handed.length, handed.at(-1)]).toEqual([100, 301]);
});
