import { describe, expect, test } from "vitest";
import { asKey, keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64, noLease } from "../../model/int64.ts";
import { importedKey, standingOf, type ImportOptions } from "./import-options.ts";

const none = asKey(new Uint8Array());
const options: ImportOptions = { stripPrefix: none, addPrefix: none, leases: "keep" };
const rev = (number: number) => asRevision(int64(number));
const record = { key: keyFromText("/a"), value: valueFromText("1"), lease: noLease, modRevision: rev(5) };
const there = { ...record, createRevision: rev(2), version: int64(3) };
const lease = asLeaseId(int64(7));

describe("a key of a file", () => {
  test("is added, changed, equal, or in conflict with what was written since", () => {
    expect(standingOf(record, undefined, options)).toBe("add");
    expect(standingOf(record, there, options)).toBe("equal");
    expect(standingOf(record, { ...there, modRevision: rev(9) }, options)).toBe("equal");
    const other = { ...there, value: valueFromText("2") };
    expect(standingOf(record, other, options)).toBe("change");
    expect(standingOf(record, { ...other, modRevision: rev(4) }, options)).toBe("change");
    expect(standingOf(record, { ...other, modRevision: rev(9) }, options)).toBe("conflict");
  });

  test("cannot be in conflict under another prefix, nor where the file tells no revision", () => {
    const other = { ...there, value: valueFromText("2"), modRevision: rev(9) };
    expect(standingOf(record, other, { ...options, addPrefix: keyFromText("/copy") })).toBe("change");
    expect(standingOf({ key: record.key, value: record.value, lease: noLease }, other, options)).toBe("change");
  });

  test("is equal under a lease as the options say", () => {
    const leased = { ...record, lease };
    expect(standingOf(leased, there, options)).toBe("equal");
    expect(standingOf(leased, there, { ...options, leases: "same" })).toBe("change");
    expect(standingOf(leased, { ...there, lease }, { ...options, leases: "same" })).toBe("equal");
    expect(standingOf(leased, there, { ...options, leases: "grant" })).toBe("change");
    expect(standingOf(leased, { ...there, lease: asLeaseId(int64(8)) }, { ...options, leases: "grant" })).toBe("equal");
    expect(standingOf(record, { ...there, lease }, { ...options, leases: "grant" })).toBe("change");
  });

  test("moves to another prefix, and is left where it does not start with the old one", () => {
    const moving = { ...options, stripPrefix: keyFromText("/old/"), addPrefix: keyFromText("/new/x/") };
    expect(importedKey(keyFromText("/old/a"), moving)).toEqual(keyFromText("/new/x/a"));
    expect(importedKey(keyFromText("/other"), moving)).toBeUndefined();
    expect(importedKey(keyFromText("/old/"), { ...moving, addPrefix: none })).toBeUndefined();
    expect(importedKey(keyFromText("/a"), options)).toEqual(keyFromText("/a"));
  });
});
