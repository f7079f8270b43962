/** How the screen that is shown follows what others write. */
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { create } from "zustand";

/** How the screen's watches stand. */
export type LiveState =
  | { readonly kind: "off" | "live" | "asleep" }
  /** `isBehind`: it followed before, and what it missed meanwhile is still being read. */
  | { readonly kind: "opening"; readonly isBehind?: true }
  /** More is written than a page can follow: what is still followed stands in `follows` and `keysInSight`. */
  | {
      readonly kind: "busy";
      readonly follows: "key" | "nothing";
      readonly keysInSight?: boolean;
      readonly againAtMs: number;
    }
  | { readonly kind: "waiting"; readonly failure: Failure; readonly retryAtMs: number }
  | { readonly kind: "over"; readonly failure: Failure };

/** How the screen that is shown follows; undefined: it does not, whatever the choice. */
export const useLiveState = create<{ readonly state: LiveState | undefined }>()(() => ({ state: undefined }));

/** Whether what is shown falls behind what others write, although it is meant to follow. */
export const useIsBehind = (): boolean =>
  useLiveState(
    ({ state }) =>
      state !== undefined &&
      (state.kind === "opening" ? state.isBehind === true : ["busy", "waiting", "over"].includes(state.kind)),
  );
