import { expect, test } from "vitest";
import { alarmSubject, alarmsInErrors, failuresTolerated, memberName, quorumOf } from "./cluster.ts";
import { formatIdHex, parseIdHex, parseInt64, zeroInt64 } from "./int64.ts";

test.each([
  [1, 1, 0],
  [2, 2, 0],
  [3, 2, 1],
  [4, 3, 1],
  [5, 3, 2],
])("%i voters need %i and survive %i failures", (voters, quorum, failures) => {
  expect(quorumOf(voters)).toBe(quorum);
  expect(failuresTolerated(voters)).toBe(failures);
});

test("a member that has not started is called by its ID, in hex as etcdctl writes it", () => {
  const id = parseInt64("9372538179322589801") ?? zeroInt64;
  expect(memberName({ id, name: "m0" })).toBe("m0");
  expect(memberName({ id, name: "" })).toBe("member 8211f1d0f64f3269");
  expect(formatIdHex(id)).toBe("8211f1d0f64f3269");
  expect(parseIdHex("8211F1D0F64F3269")).toBe(id);
  expect(parseIdHex("xyz")).toBeUndefined();
});

test("an alarm that was raised for no member is one, and is about the whole cluster", () => {
  // As etcd 3.5.30 tells it: protobuf leaves a zero out.
  expect(alarmsInErrors(["alarm:NOSPACE "])).toEqual([{ memberId: zeroInt64, type: "NOSPACE" }]);
  expect(alarmsInErrors(["etcdserver: no alarm"])).toEqual([]);
  expect(alarmSubject(zeroInt64, [])).toBe("the cluster");
});

test("alarms are read from the errors of a status, which costs the cluster nothing", () => {
  expect(alarmsInErrors(["memberID:17 alarm:NOSPACE ", "etcdserver: no leader", "memberID:18  alarm:CORRUPT"])).toEqual(
    [
      { memberId: "17", type: "NOSPACE" },
      { memberId: "18", type: "CORRUPT" },
    ],
  );
});
