import { expect, it } from "vitest";
import { aptMessage, chooseRepository } from "./apt-output.ts";

it("takes the archive itself, not its security or updates beside it, nor a third party's", () => {
  const targets = [
    "http://tools.example/apt/ stable main",
    "http://mirror.example/debian-security/ bookworm-security main",
    "http://mirror.example/debian/ bookworm-updates main",
    "http://mirror.example/debian/ bookworm contrib",
    "http://mirror.example/debian/ bookworm main",
    "",
  ];
  expect(chooseRepository(targets.join("\n"))).toBe("http://mirror.example/debian/");
});

it("takes an archive under another path where there is no better", () => {
  expect(chooseRepository("http://mirror.example/pool/ trixie main\n")).toBe("http://mirror.example/pool/");
});

it("finds none where apt has no sources", () => {
  expect(chooseRepository("")).toBeUndefined();
});

it("gives apt's first error without its mark and full stop", () => {
  const output = "Reading package lists...\nE: Unable to locate package etcd-server.\nE: More.\n";
  expect(aptMessage(output)).toBe("Unable to locate package etcd-server");
});

it("gives the last line where apt names no error", () => {
  expect(aptMessage("Reading…\nspawn apt-get ENOENT\n\n")).toBe("spawn apt-get ENOENT");
});
