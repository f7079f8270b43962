/**
 * Where the clock of revisions hears of revisions: cheap, and part of the first screen. What does the work is loaded
 * once something was heard.
 */
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { ClusterSighting } from "#/api/client/sighting.ts";

/** Whoever keeps the clock; it fails where it could not be loaded. */
export type TakeSightings = (sightings: readonly ClusterSighting[]) => Promise<void>;

/** The screen comes first, and many revisions are handed over at once. */
const pauseMs = 1000;

/** Of more, the newest: nothing is lost but exactness. */
const most = 100;

/** Gathers sightings for `take`; tests hand in their own. */
export function createNotes(take: TakeSightings) {
  const clusters = new Map<string, ClusterSighting["clusterId"]>();
  let noted: ClusterSighting[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hand = async () => {
    timer = undefined;
    const handed = noted;
    noted = [];
    try {
      await take(handed);
    } catch {
      // The server is away or was updated: the next sighting tries again.
      noted = [...handed, ...noted].slice(-most);
    }
  };

  /** Notes the revision in an answer. */
  const noteSighting = (sighting: ClusterSighting): void => {
    clusters.set(sighting.connectionId, sighting.clusterId);
    const [before, last] = noted.slice(-2);
    // Of a flood of events the first and the last say all.
    if (isSameStream(before, sighting) && isSameStream(last, sighting)) noted.pop();
    noted.push(sighting);
    if (noted.length > most) noted.shift();
    timer ??= setTimeout(() => void hand(), pauseMs);
  };

  /**
   * Notes that a revision was written a moment before `ms`, as a watch tells. Not for what it replays, nor for progress
   * marks: that was written long before.
   */
  const noteRevision = (connectionId: string, revision: Revision, ms: number): void => {
    const clusterId = clusters.get(connectionId);
    if (clusterId === undefined) return;
    noteSighting({ kind: "live", connectionId, clusterId, revision, fromMs: ms, toMs: ms });
  };

  return { noteSighting, noteRevision };
}

function isSameStream(noted: ClusterSighting | undefined, { kind, connectionId }: ClusterSighting): boolean {
  return noted?.kind === "live" && kind === "live" && noted.connectionId === connectionId;
}

const notes = createNotes(async (sightings) => (await import("./clock-store.ts")).takeSightings(sightings));

export const { noteSighting, noteRevision } = notes;
