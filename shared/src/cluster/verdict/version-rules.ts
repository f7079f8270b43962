/** Rules about what is known of the versions that run: their end of life, and advisories. */
import { reportOf, type MemberFacts } from "./facts.ts";
import {
  asFarAsTold,
  cannotTell,
  joinNames,
  mapKnown,
  overMembers,
  readingsOf,
  type Judgement,
  type Reading,
  type Rule,
} from "./rule.ts";
import * as advice from "./version-advice.ts";

interface Running extends Reading<string> {
  readonly version: advice.Version;
}

function runningOf(members: readonly MemberFacts[]) {
  const { readings, missing, why } = readingsOf(members, (facts) =>
    mapKnown(reportOf(facts), ({ version }) => version),
  );
  const running = readings.flatMap((reading): readonly Running[] => {
    const version = advice.parseVersion(reading.value);
    return version === undefined ? [] : [{ ...reading, version }];
  });
  return { running, missing, why };
}

/** `m0 and m1 run 3.4.23, m2 runs 3.4.20.` */
function describeRunning(running: readonly Running[]): string {
  const groups = [...Map.groupBy(running, ({ value }) => value)].map(([version, members]) => {
    const names = joinNames(members.map(({ name }) => name));
    return `${names} ${members.length === 1 ? "runs" : "run"} ${version}`;
  });
  return `${groups.join(", ")}.`;
}

/** The rule about versions tells of whom the version is not known: these need not say it again. */
const quietly = (judgement: Judgement): Judgement =>
  judgement.level === "unknown" ? { ...judgement, unasked: true } : judgement;

const distinct = (values: readonly string[]) => [...new Set(values)].toSorted();

/** Source: etcd docs, Versioning: the current and the previous minor version are maintained. */
export const endOfLifeRule: Rule = {
  id: "end-of-life",
  chip: "supported",
  about: "support",
  brokenChip: "end of life",
  threshold: `a member runs etcd 3.${advice.ended.minor} or older`,
  source: "etcd docs, Versioning; etcd's release notes",
  essential: false,
  judge: overMembers("whether the versions are supported", (members) => {
    const { running, missing, why } = runningOf(members);
    if (running.length === 0) return quietly(cannotTell("whether the versions are supported", why));
    const old = running.filter(({ version }) => advice.isEnded(version));
    if (old.length === 0)
      return quietly(asFarAsTold({ level: "ok", sentence: "No version is known to be out of support." }, missing));
    const minors = distinct(old.map(({ version }) => `${version.major}.${version.minor}`));
    const isLast = minors.length === 1 && minors[0] === `3.${advice.ended.minor}`;
    const end = isLast
      ? ` Support ended in ${advice.ended.when} with ${advice.ended.last}.`
      : " These versions get no more fixes.";
    return {
      level: "notice",
      title: `etcd ${joinNames(minors)} is out of support`,
      sentence: `${describeRunning(old)}${end}`,
      advice: "Plan an upgrade, one minor version at a time.",
      members: old.map(({ name }) => name),
      links: [advice.versioningLink],
    };
  }),
};

/** Source of each advisory: the link beside it in version-advice.ts, shown with the finding. */
export const advisoryRule: Rule = {
  id: "advisories",
  chip: "advisories",
  threshold: "a member runs a version that a security advisory of etcd names",
  source: "etcd's security advisories, as of November 2026",
  essential: false,
  judge: overMembers("whether security advisories apply", (members) => {
    const { running, missing, why } = runningOf(members);
    if (running.length === 0) return quietly(cannotTell("whether security advisories apply", why));
    const affected = running.flatMap((each) => {
      const found = advice.advisoriesFor(each.version);
      return found.length === 0 ? [] : [{ ...each, found }];
    });
    if (affected.length === 0) {
      return quietly(asFarAsTold({ level: "ok", sentence: "No known security advisory applies." }, missing));
    }
    const links = advice.advisories.filter((each) => affected.some(({ found }) => found.includes(each)));
    const fixes = distinct(affected.map(({ version, found }) => advice.firstFixed(version, found)));
    const count = links.length === 1 ? "1 security advisory applies" : `${links.length} security advisories apply`;
    return {
      level: "notice",
      title: `${count} to etcd ${joinNames(distinct(affected.map(({ value }) => value)))}`,
      sentence: describeRunning(affected),
      advice: `Upgrade to ${joinNames(fixes)} or later${members.length > 1 ? ", followers first" : ""}.`,
      members: affected.map(({ name }) => name),
      links,
    };
  }),
};
