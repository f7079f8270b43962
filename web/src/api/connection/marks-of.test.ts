import { parseConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { describe, expect, test } from "vitest";
import type { SavedConnection } from "#/lib/saved-connection.ts";
import { marksOf } from "./marks-of.ts";

function free(id: string) {
  const ref = parseConnectionRef(id);
  if (ref?.kind !== "free") throw new Error(`${id} is no address`);
  return ref;
}

describe("the marks of a connection", () => {
  const lab: SavedConnection = { id: "a:1,b:2", name: "lab", colour: "violet" };
  const prod: SavedConnection = { id: "root@a:1,b:2", name: "prod", production: true, readOnly: true };

  test("are those it was saved with, as that user", () => {
    expect(marksOf(free("root@a:1,b:2"), [lab, prod])).toBe(prod);
    expect(marksOf(free("a:1,b:2"), [prod, lab])).toBe(lab);
    expect(marksOf(free("c:1"), [prod, lab])).toEqual({});
  });

  test("hold for the same endpoints in another order, and as somebody else", () => {
    expect(marksOf(free("app@B:2,a:1"), [prod])).toBe(prod);
    expect(marksOf(free("https://a:1,b:2"), [prod])).toEqual({});
  });

  test("that make one careful hold for each of the endpoints, the name does not", () => {
    expect(marksOf(free("b:2"), [lab, prod])).toEqual({ production: true, readOnly: true });
    expect(marksOf(free("b:2,c:3"), [lab])).toEqual({ colour: "violet", production: false, readOnly: false });
    expect(
      marksOf(free("b:2"), [
        { ...lab, id: "b:2,x:1" },
        { id: "b:2,y:1", colour: "red" },
      ]),
    ).toMatchObject({ production: true });
    // Unless it was saved itself.
    expect(marksOf(free("b:2"), [prod, { id: "b:2", name: "b" }])).toEqual({ id: "b:2", name: "b" });
  });

  test("are not taken away by an earlier use of the same place, as whatever user", () => {
    const used = ["b:2", "app@b:2", "app@a:1,b:2", "a:1,b:2"].map((id) => ({ id }));
    const readOnly = used.filter(({ id }) => marksOf(free(id), [...used, lab, prod]).readOnly);
    expect(readOnly.map(({ id }) => id)).toEqual(["b:2", "app@b:2", "app@a:1,b:2"]);
    expect(marksOf(free("a:1,b:2"), [...used, prod])).toBe(prod);
  });
});
