import { useEffect } from "react";
import { useAct } from "#/acts/use-act.ts";
import { setLiveChoice, useLiveChoice } from "#/stores/live/live-choice.ts";
import { useLiveState, type LiveState } from "#/stores/live/live-state.ts";
import { notify } from "#/stores/notices.ts";

/** Whether the screen is to follow what others write, with the act and the badge that switch it. */
export function useLiveSwitch(): boolean {
  const isOn = useLiveChoice();
  useAct("live.toggle", () => {
    setLiveChoice(!isOn);
    notify(isOn ? "Live updates off: refresh to see what others wrote" : "Live updates on");
  });
  useEffect(() => {
    if (!isOn) setLiveState({ kind: "off" });
    return () => setLiveState(undefined);
  }, [isOn]);
  return isOn;
}

/** Tells the badge how the screen follows; undefined: it does not. */
export function setLiveState(state: LiveState | undefined): void {
  if (useLiveState.getState().state !== state) useLiveState.setState({ state });
}
