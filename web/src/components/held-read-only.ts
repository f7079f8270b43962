/** Whether this browser lets a connection only be read now, however that was chosen: its lock, or a mark that was saved. */
import { isLocked, watchLock } from "#/stores/locked-connections.ts";
import { isKeptReadOnly, watchKeptReadOnly } from "#/stores/saved-connections.ts";

/** Asked before each request: what is under way may have begun before it was chosen. */
export function isHeldReadOnly(connectionId: string): boolean {
  return isLocked(connectionId) || isKeptReadOnly(connectionId);
}

/** Tells of every change of it; the returned function ends it. What writes off the page, as a Web Worker, is told so. */
export function watchHeldReadOnly(connectionId: string, tell: (held: boolean) => void): () => void {
  let before = isHeldReadOnly(connectionId);
  const look = () => {
    const now = isHeldReadOnly(connectionId);
    if (now === before) return;
    before = now;
    tell(now);
  };
  const ends = [watchLock(connectionId, look), watchKeptReadOnly(connectionId, look)];
  return () => ends.forEach((end) => end());
}
