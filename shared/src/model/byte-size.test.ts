import { expect, test } from "vitest";
import { formatBytes } from "./byte-size.ts";

// Printed by humanize.Bytes of github.com/dustin/go-humanize v1.0.1, which etcdctl uses.
const printed: readonly (readonly [size: string, text: string])[] = [
  ["0", "0 B"],
  ["9", "9 B"],
  ["10", "10 B"],
  ["118", "118 B"],
  ["999", "999 B"],
  ["1000", "1.0 kB"],
  ["1023", "1.0 kB"],
  ["1024", "1.0 kB"],
  ["1049", "1.0 kB"],
  ["1050", "1.1 kB"],
  ["9949", "9.9 kB"],
  ["9950", "10 kB"],
  ["10500", "10 kB"],
  ["11500", "12 kB"],
  ["12499", "12 kB"],
  ["12500", "12 kB"],
  ["13500", "14 kB"],
  ["99949", "100 kB"],
  ["430112", "430 kB"],
  ["999499", "1000 kB"],
  ["999999", "1000 kB"],
  ["1000000", "1.0 MB"],
  ["1048576", "1.0 MB"],
  ["1572864", "1.6 MB"],
  ["9950000", "10 MB"],
  ["12500000", "12 MB"],
  ["999999999", "1000 MB"],
  ["1000000000", "1.0 GB"],
  ["2147483648", "2.1 GB"],
  ["8589934592", "8.6 GB"],
  ["1000000000000", "1.0 TB"],
  ["1000000000000000", "1.0 PB"],
  ["1500000000000000000", "1.5 EB"],
  ["9223372036854775807", "9.2 EB"],
  ["18446744073709551615", "18 EB"],
];

test.each(printed)("%s bytes are written %s, as etcdctl does", (size, text) => {
  expect(formatBytes(size)).toBe(text);
  expect(formatBytes(Number(size))).toBe(text);
});

test("an estimate between two bytes is no false decimal", () => {
  expect(formatBytes(7.4)).toBe("7 B");
});
