import { expect, test } from "vitest";
import { alert, formatAlert } from "./alert-name.ts";

test("an alert is called as in the RFCs, with its number", () => {
  expect(formatAlert(40)).toBe("handshake_failure, alert 40");
  expect(formatAlert(alert.unrecognizedName)).toBe("unrecognized_name, alert 112");
});

test("an alert that nobody named is called by its number", () => {
  expect(formatAlert(200)).toBe("alert 200");
});
