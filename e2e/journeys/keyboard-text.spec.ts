import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { readKey } from "../witness.ts";
import { showPath } from "../pages/show-path.ts";

/** Characters that keyboards type with Option, and the key that they lie on: German, French, Polish, US. */
const typedWithOption = [
  ["[", "Digit5"],
  ["]", "Digit6"],
  ["{", "Digit8"],
  ["}", "Digit9"],
  ["|", "Digit7"],
  ["@", "KeyL"],
  ["ł", "KeyL"],
  ["≈", "KeyX"],
  ["ć", "KeyC"],
  ["ź", "KeyX"],
  ["®", "KeyR"],
  ["∑", "KeyW"],
  ["¨", "KeyU"],
  ["∂", "KeyD"],
  ["¡", "Digit1"],
  ["€", "Digit2"],
  ["~", "KeyN"],
  ["Å", "KeyA"],
  ["Ø", "KeyO"],
  ["?", "Minus"],
  ["/", "Digit7"],
] as const;

const option = 1;
const control = 2;

/** Presses a key as a browser does that has a keyboard with such characters: held keys, and the text that it types. */
async function type(page: Page, text: string, code: string, modifiers: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const key = { key: text, code, modifiers, windowsVirtualKeyCode: code.charCodeAt(code.length - 1) };
  await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
  // What follows a key press that the page has taken for itself, the browser drops.
  await session.send("Input.dispatchKeyEvent", { type: "char", text, unmodifiedText: text, key: text, code });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  await session.detach();
}

const keyboards = [
  {
    name: "a Mac's Option",
    userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
    platform: "MacIntel",
    modifiers: option,
  },
  {
    name: "AltGr on Windows",
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
    platform: "Win32",
    modifiers: option | control,
  },
] as const;

for (const { name, userAgent, platform, modifiers } of keyboards) {
  test.describe(name, () => {
    test.use({ userAgent });
    test.beforeEach(async ({ page }) => {
      await page.addInitScript((value) => Object.defineProperty(navigator, "platform", { value }), platform);
    });

    test("types every character into the value, and into fields of dialogs and screens, and no act runs", async ({
      page,
      etcdctl,
    }) => {
      const keys = new KeysPage(page);

      await test.step("types every character into the value, and no act runs", async () => {
        const key = `/text/${modifiers}`;
        await etcdctl(["put", key], "old");
        await keys.open("sample", { key });
        await keys.expectValue("old");
        await keys.panel.getByRole("button", { name: "New key" }).waitFor();
        await keys.editor.focus();
        await page.keyboard.press("End");
        for (const [text, code] of typedWithOption) await type(page, text, code, modifiers);
        const whole = `old${typedWithOption.map(([text]) => text).join("")}`;
        await keys.expectValue(whole);
        await expect(page.getByRole("dialog")).toHaveCount(0);
        await expect(page.getByRole("tab", { name: "Text" })).toHaveAttribute("aria-selected", "true");
        await page.getByRole("button", { name: /^Save/ }).click();
        await expect(keys.notice(/^Saved/)).toBeVisible();
        expect((await readKey(etcdctl, key)).value.toString()).toBe(whole);
      });

      await test.step("types into fields of dialogs and screens as well", async () => {
        await keys.open("sample");
        await expect(keys.row("/config/")).toBeVisible();
        await keys.panel.getByRole("button", { name: "New key" }).click();
        const field = page.getByRole("dialog").getByLabel("Key");
        await field.fill("");
        for (const [text, code] of typedWithOption) await type(page, text, code, modifiers);
        await expect(field).toHaveValue(typedWithOption.map(([text]) => text).join(""));
        await showPath(page, "/c/sample/txn");
        const title = page.getByLabel("Transaction title");
        await title.focus();
        for (const [text, code] of typedWithOption) await type(page, text, code, modifiers);
        await expect(title).toHaveValue(typedWithOption.map(([text]) => text).join(""));
        await expect(page.getByRole("dialog")).toHaveCount(0);
      });
    });
  });
}

test("undo and redo in a text field are the field's own", async ({ page, etcdctl }) => {
  await etcdctl(["put", "/text/undo"], "one");
  const keys = new KeysPage(page);
  await keys.open("sample", { key: "/text/undo" });
  await keys.expectValue("one");
  await keys.replaceValue("two");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(keys.notice(/^Saved/)).toBeVisible();
  await keys.editor.focus();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByText("1 unsaved edit")).toBeVisible();
  expect((await readKey(etcdctl, "/text/undo")).value.toString()).toBe("two");
  await page.keyboard.press("Control+Shift+Z");
  await keys.expectValue("two");
});
