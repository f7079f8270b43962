/** Makes a watch heard while one looks elsewhere: a notification of the browser, or a sound. */
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { nameOf } from "#/features/watch/model/watch-spec.ts";
import { formatCount } from "#/lib/format.ts";
import type { WatchEntry } from "./session-view.ts";

/** A busy watch is not heard more often. */
const quietMs = 10_000;

/** Hears of events of watches with an alert. Who looks at the page needs none. */
export function alertOf(connectionLabel: string): (entry: WatchEntry, events: readonly KeyEvent[]) => void {
  const lastMs = new Map<string, number>();
  return (entry, events) => {
    const nowMs = performance.now();
    if (document.hasFocus() || nowMs - (lastMs.get(entry.id) ?? -Infinity) < quietMs) return;
    lastMs.set(entry.id, nowMs);
    if (entry.alert === "sound") playSound();
    else showNotification(entry, events, connectionLabel);
  };
}

/** Asks for the browser's permission; says why there will be no notifications, or undefined where there will be. */
export async function askToNotify(): Promise<string | undefined> {
  if (!("Notification" in window)) return "This browser has no notifications.";
  const permission =
    Notification.permission === "default" ? await Notification.requestPermission() : Notification.permission;
  if (permission === "granted") return undefined;
  return permission === "denied"
    ? "Notifications are blocked. Allow them for this site in the browser's settings."
    : "Notifications were not allowed.";
}

function showNotification(entry: WatchEntry, events: readonly KeyEvent[], connectionLabel: string): void {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const last = events.at(-1);
  if (last === undefined) return;
  const what = `${last.type === "put" ? "PUT" : "DELETE"} ${formatKey(last.key)}`;
  const more =
    events.length > 1 ? `, and ${formatCount(String(events.length - 1), "other event", "other events")}` : "";
  // One a watch: the next takes its place.
  const notification = notificationOf(`${nameOf(entry.spec.shape)} · ${connectionLabel}`, {
    body: `${what}${more}`,
    tag: entry.id,
  });
  notification?.addEventListener("click", () => {
    window.focus();
    notification.close();
  });
}

/** Chrome on Android lets a page ask for notifications, and then throws at each: there one is heard instead. */
function notificationOf(title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, options);
  } catch {
    playSound();
    return undefined;
  }
}

/** Two short tones. */
export function playSound(): void {
  const audio = new AudioContext();
  const gain = audio.createGain();
  gain.gain.value = 0.08;
  gain.connect(audio.destination);
  for (const [at, frequency] of [660, 880].entries()) {
    const tone = audio.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(gain);
    tone.start(audio.currentTime + at * 0.12);
    tone.stop(audio.currentTime + at * 0.12 + 0.1);
    if (at === 1) tone.addEventListener("ended", () => void audio.close());
  }
}
