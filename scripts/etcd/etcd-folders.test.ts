import { expect, it } from "vitest";
import { compareVersions, parseEtcdFolders, parseVersionOutput } from "./etcd-folders.ts";

it("reads versions and their folders, an equals sign in a folder's name included", () => {
  expect([...parseEtcdFolders("3.6.9=/opt/etcd, 3.7.1=/opt/a=b,")]).toEqual([
    ["3.6.9", "/opt/etcd"],
    ["3.7.1", "/opt/a=b"],
  ]);
});

it("is empty where nothing is named", () => {
  expect(parseEtcdFolders(undefined).size).toBe(0);
  expect(parseEtcdFolders("").size).toBe(0);
});

it.each(["3.6.9", "=/opt", "3.6=/opt", "3.6.9="])("refuses %s and says how it should look", (text) => {
  expect(() => parseEtcdFolders(text)).toThrow("ETCD_BINS must be a list like");
});

it("orders versions by number, not by letter", () => {
  expect(["3.5.30", "3.4.23", "3.5.9", "lists"].toSorted(compareVersions)).toEqual([
    "lists",
    "3.4.23",
    "3.5.9",
    "3.5.30",
  ]);
});

it("finds the version in what the two programs print", () => {
  expect(parseVersionOutput("etcd Version: 3.4.23\nGit SHA: Not provided\n")).toBe("3.4.23");
  expect(parseVersionOutput("etcdctl version: 3.5.16\nAPI version: 3.5\n")).toBe("3.5.16");
  expect(parseVersionOutput("command not found")).toBeUndefined();
});
