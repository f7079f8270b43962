import { expect, it } from "vitest";
import { browserCommand } from "./browser.ts";

it("asks the desktop where there is one", () => {
  expect(browserCommand("linux", { DISPLAY: ":0" })).toEqual(["xdg-open"]);
  expect(browserCommand("linux", { WAYLAND_DISPLAY: "wayland-0" })).toEqual(["xdg-open"]);
  expect(browserCommand("darwin", {})).toEqual(["open"]);
});

it("opens nothing on a machine without a screen", () => {
  expect(browserCommand("linux", { DISPLAY: "" })).toBeUndefined();
});
