import type { Page } from "puppeteer-core";
import { readKey } from "../witness.ts";
import { expect, test } from "./firefox-page.ts";

const chord = async (page: Page, letter: "f" | "k" | "s" | "a", shift = false) => {
  await page.keyboard.down("Control");
  if (shift) await page.keyboard.down("Shift");
  await page.keyboard.press(letter);
  if (shift) await page.keyboard.up("Shift");
  await page.keyboard.up("Control");
};
/** Runs in the page: focuses the editor of that name, which stands in a shadow root; false where there is none yet. */
const focusInside = (label: string) => {
  const selector = `[role=textbox][aria-label="${label}"]`;
  const editors = [...document.querySelectorAll("*")].map((host) => host.shadowRoot?.querySelector(selector));
  const editor = editors.find((found) => found instanceof HTMLElement);
  editor?.focus();
  return editor !== undefined;
};
/** No wait for changes of the page sees those in a shadow root: it is asked again and again. */
const focusEditor = (page: Page, label: string) => page.waitForFunction(focusInside, { polling: 100 }, label);
const text = (page: Page, within: string, words: string) => page.locator(`${within} ::-p-text(${words})`);

test("Firefox: keys are opened, edited, saved and found, and a transaction is committed", async ({
  firefoxPage: page,
  origin,
  etcdctl,
}) => {
  const valueOf = async (key: string) => (await readKey(etcdctl, key)).value.toString();
  await etcdctl(["put", "/firefox/greeting", "hello"]);

  await page.goto(`${origin}/c/sample/keys?prefix=${encodeURIComponent("/firefox/")}`);
  await text(page, "[role=treeitem]", "greeting").click();
  await focusEditor(page, "Value");
  await page.keyboard.press("End");
  await page.keyboard.type(" world");
  await chord(page, "s");
  await text(page, "[role=status]", "Saved").wait();
  expect(await valueOf("/firefox/greeting")).toBe("hello world");

  await page.keyboard.press("Escape");
  await chord(page, "k");
  await page.locator("[role=dialog] [role=combobox], dialog [role=combobox]").wait();
  await page.keyboard.type("go to transactions");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.pathname.endsWith("/txn"));
  await focusEditor(page, "Transaction as etcdctl");
  await chord(page, "a");
  await page.keyboard.type("\nput /firefox/committed yes\n\n");
  await page.locator("button::-p-text(Commit)").click();
  await page.locator("dialog button::-p-text(Commit)").click();
  await text(page, "[aria-label=Result]", "THEN ran").wait();
  expect(await valueOf("/firefox/committed")).toBe("yes");

  await page.goto(`${origin}/c/sample/keys?prefix=${encodeURIComponent("/firefox/")}`);
  await text(page, "[role=treeitem]", "greeting").wait();
  await chord(page, "f", true);
  await page.waitForFunction(() => document.activeElement?.matches("input, textarea") === true);
  await page.keyboard.type("greet");
  await page.keyboard.press("Enter");
  await text(page, "[role=option]", "greet").click();
  await page.locator("h1::-p-text(/firefox/greeting), h2::-p-text(/firefox/greeting)").wait();
});
