import { newPutRow, type TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RowFocus } from "./row-focus.ts";
import { moveRowByKey } from "./row-keys.ts";

/** As much of the page's elements as the focus is decided by. */
class FakeElement {
  readonly inner: readonly FakeElement[];
  focused = 0;
  constructor(...inner: readonly FakeElement[]) {
    this.inner = inner;
  }
  contains(other: unknown): boolean {
    return other === this || this.inner.some((each) => each.contains(other));
  }
  focus(): void {
    this.focused++;
  }
}

function isElement(element: unknown): element is HTMLElement {
  return element instanceof FakeElement;
}
function asElement(element: FakeElement): HTMLElement {
  const given: unknown = element;
  if (!isElement(given)) throw new Error("it is one");
  return given;
}

const ids = ["one", "two", "nested"];
const [one, two, nested] = [newPutRow({ id: "one" }), newPutRow({ id: "two" }), newPutRow({ id: "inner" })];
const draft: TxnDraft = {
  compare: [],
  success: [one, two],
  failure: [{ kind: "txn", id: "nested", folded: false, draft: { compare: [], success: [nested], failure: [] } }],
};

function drawnRows() {
  const focus = new RowFocus();
  const inner = { grip: new FakeElement(), field: new FakeElement() };
  const innerFrame = new FakeElement(inner.grip, inner.field);
  const parts = new Map(ids.map((id) => [id, { grip: new FakeElement(), field: new FakeElement() }]));
  const part = (id: string) => {
    const found = id === "inner" ? inner : parts.get(id);
    if (found === undefined) throw new Error(`no row ${id}`);
    return found;
  };
  const add = (id: string, frame: FakeElement) =>
    focus.addRow(id, {
      frame: asElement(frame),
      grip: asElement(part(id).grip),
      field: () => asElement(part(id).field),
    });
  const leave = ids.map((id) => {
    const { grip, field } = part(id);
    return add(id, id === "nested" ? new FakeElement(grip, field, innerFrame) : new FakeElement(grip, field));
  });
  add("inner", innerFrame);
  const acts = {
    shift: vi.fn<(id: string, by: number) => void>(),
    switchLane: vi.fn<(id: string) => void>(),
    remove: vi.fn<(id: string) => void>(),
  };
  const press = (key: string, target: FakeElement) => {
    const preventDefault = vi.fn<() => void>();
    const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, defaultPrevented: false };
    moveRowByKey({ ...none, key, target: asElement(target), preventDefault }, { focus, draft, acts });
    return preventDefault;
  };
  return { focus, part, press, acts, leave };
}

beforeEach(() => vi.stubGlobal("Node", FakeElement));
afterEach(() => vi.unstubAllGlobals());

describe("the keys of a row", () => {
  test("Escape leads from its fields to its handle, of the innermost row", () => {
    const { press, part } = drawnRows();
    press("Escape", part("inner").field);
    expect([part("inner").grip.focused, part("nested").grip.focused]).toEqual([1, 0]);
  });

  test("arrows move it from its handle alone, and it keeps the focus once it is drawn again", () => {
    const { press, part, acts, focus } = drawnRows();
    expect(press("ArrowDown", part("one").field)).not.toHaveBeenCalled();
    expect(acts.shift).not.toHaveBeenCalled();
    expect(press("ArrowDown", part("one").grip)).toHaveBeenCalled();
    expect(acts.shift.mock.calls).toEqual([["one", 1]]);
    focus.focusPending(null);
    expect(part("one").grip.focused).toBe(1);
    press("ArrowRight", part("one").grip);
    expect(acts.switchLane.mock.calls).toEqual([["one"]]);
    focus.focusPending(asElement(part("one").grip));
    expect(part("one").grip.focused).toBe(1);
  });

  test("Delete removes it, and the one beside it takes the focus, else what adds to its list", () => {
    const { press, part, acts, focus } = drawnRows();
    press("Delete", part("one").grip);
    expect(acts.remove.mock.calls).toEqual([["one"]]);
    focus.focusPending(null);
    expect(part("two").grip.focused).toBe(1);
    press("Delete", part("two").grip);
    focus.focusPending(null);
    expect(part("one").grip.focused).toBe(1);
    const button = new FakeElement();
    focus.addButton({ owner: "nested", lane: "success" }, asElement(button));
    press("Backspace", part("inner").grip);
    focus.focusPending(null);
    expect(button.focused).toBe(1);
  });
});

describe("a request for the focus", () => {
  test("is granted once, to the field of a row that was added", () => {
    const { focus, part } = drawnRows();
    focus.request({ kind: "row", id: "two", part: "field" });
    focus.focusPending(null);
    focus.focusPending(null);
    expect(part("two").field.focused).toBe(1);
  });

  test("is for the row that is drawn now, whichever of two lists it left", () => {
    const { focus, part, leave } = drawnRows();
    const [grip, field] = [new FakeElement(), new FakeElement()];
    focus.addRow("one", { frame: asElement(new FakeElement(grip, field)), grip: asElement(grip), field: () => null });
    leave[0]?.();
    focus.request({ kind: "row", id: "one", part: "field" });
    focus.focusPending(null);
    expect([grip.focused, part("one").grip.focused]).toEqual([1, 0]);
  });
});
