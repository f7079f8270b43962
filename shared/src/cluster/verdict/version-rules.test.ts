import { describe, expect, test } from "vitest";
import { clusterOf, factsOf } from "../../../test/cluster-facts.ts";
import { down, finding, level } from "../../../test/cluster-outage.ts";
import { advisories, advisoriesFor, isEnded, parseVersion } from "./version-advice.ts";
import { known } from "./facts.ts";
import { judge } from "./verdict.ts";

const version = (text: string) => ({ status: { version: text } });
const all = (text: string) => clusterOf(version(text), version(text), version(text));
const idsFor = (text: string) => {
  const parsed = parseVersion(text);
  return parsed === undefined ? undefined : advisoriesFor(parsed).map((each) => each.text.split(/[ :]/)[0]);
};

describe("a version", () => {
  test("is parsed with its suffix", () => {
    expect(parseVersion("3.5.30")).toEqual({ major: 3, minor: 5, patch: 30, isPreRelease: false });
    expect(parseVersion("3.7.0-rc.1")).toMatchObject({ minor: 7, patch: 0, isPreRelease: true });
    expect(parseVersion("3.6.9+git")).toMatchObject({ patch: 9, isPreRelease: false });
    for (const text of ["", "3.5", "v3.5.1", "unknown"]) expect(parseVersion(text)).toBeUndefined();
  });

  test("gets no more fixes up to 3.4, whatever its patch", () => {
    for (const [text, over] of [
      ["2.3.8", true],
      ["3.3.27", true],
      ["3.4.45", true],
      ["3.5.0", false],
      ["3.7.3", false],
      ["4.0.0", false],
    ] as const) {
      const parsed = parseVersion(text);
      expect(parsed === undefined ? undefined : isEnded(parsed)).toBe(over);
    }
  });
});

describe("advisories", () => {
  test("apply below the first fixed release of the same minor version, and not from it on", () => {
    expect(idsFor("3.5.32")).toEqual(["GHSA-xg4h-6gfc-h4m8", "GHSA-6vch-q96h-7gc3"]);
    expect(idsFor("3.5.33")).toEqual([]);
    expect(idsFor("3.5.34")).toEqual([]);
    expect(idsFor("3.7.0")).toHaveLength(2);
    expect(idsFor("3.7.1")).toEqual([]);
    expect(idsFor("3.7.1-rc.0")).toHaveLength(2);
    expect(idsFor("3.6.13")).toHaveLength(2);
    expect(idsFor("3.6.12")).toContain("GHSA-3wh4-j44w-pg92");
    expect(idsFor("3.6.10")).toContain("CVE-2026-44283");
    expect(idsFor("3.6.11")).not.toContain("CVE-2026-44283");
    expect(idsFor("3.5.27")).toEqual(expect.arrayContaining(["CVE-2026-33413", "CVE-2026-33343"]));
    expect(idsFor("3.5.28")).not.toContain("CVE-2026-33413");
    expect(idsFor("3.4.41")).toEqual(["CVE-2026-33413", "CVE-2026-33343"]);
    expect(idsFor("3.4.42")).toEqual([]);
  });

  test("are not claimed of a version that none of them names", () => {
    expect(idsFor("3.8.0")).toEqual([]);
    expect(idsFor("4.5.0")).toEqual([]);
  });

  test("each have a link over HTTPS, and are said by their names", () => {
    for (const { text, url } of advisories) {
      expect(url).toMatch(/^https:\/\//);
      expect(url).toContain(/(?:GHSA|CVE)-[\w-]+(?=\)?$)/.exec(text.split(":")[0] ?? "")?.[0]);
    }
  });
});

describe("the verdict", () => {
  test("names the release that has every fix, with a link to each advisory", () => {
    expect(finding(all("3.5.30"), "advisories")).toMatchObject({
      level: "notice",
      title: "2 security advisories apply to etcd 3.5.30",
      sentence: "m0, m1 and m2 run 3.5.30.",
      advice: "Upgrade to 3.5.33 or later, followers first.",
      links: [{ url: expect.stringContaining("GHSA-xg4h-6gfc-h4m8") }, { url: expect.stringContaining("GHSA-6vch") }],
    });
    expect(finding(clusterOf({}, {}, version("3.6.12")), "advisories")).toMatchObject({
      title: "3 security advisories apply to etcd 3.5.30 and 3.6.12",
      sentence: "m0 and m1 run 3.5.30, m2 runs 3.6.12.",
      advice: "Upgrade to 3.5.33 and 3.6.14 or later, followers first.",
    });
  });

  test("speaks of followers only where there are any", () => {
    const one = { members: known([factsOf(0)]), alarms: known([]) };
    expect(finding(one, "advisories")?.advice).toBe("Upgrade to 3.5.33 or later.");
  });

  test("says when support has ended", () => {
    expect(finding(all("3.4.23"), "end-of-life")).toMatchObject({
      level: "notice",
      title: "etcd 3.4 is out of support",
      sentence: "m0, m1 and m2 run 3.4.23. Support ended in June 2026 with 3.4.45.",
      links: [{ text: "etcd versioning" }],
    });
    expect(finding(all("3.3.10"), "end-of-life")?.sentence).toContain("get no more fixes");
    expect(level(all("3.5.30"), "end-of-life")).toBe("ok");
  });

  test("stays what it is: a version is no outage", () => {
    expect(judge(all("3.4.23")).headline).toBe("Healthy");
    expect(judge(all("3.7.3"))).toMatchObject({ headline: "Healthy", groups: [] });
  });

  test("claims nothing of a member that does not tell its version, nor of one that cannot be read", () => {
    const facts = clusterOf(version("3.7.3"), version("3.7.3"), down);
    expect(finding(facts, "advisories")).toMatchObject({ level: "unknown", notKnown: ["m2"] });
    expect(judge(facts).missing.join(" ")).not.toMatch(/advisories|support/);
    expect(level(all("custom"), "end-of-life")).toBe("unknown");
  });
});
