/**
 * Counts what a person does. A step is one click, one chord, or one run of typing in the field that has the focus, with
 * the Tab from field to field and the Enter that ends it.
 */
import type { Locator, Page } from "@playwright/test";

export interface Steps {
  readonly count: number;
  click(target: Locator, button?: "left" | "right"): Promise<void>;
  press(chord: string): Promise<void>;
  /** Each text but the last is followed by Tab. `isEnded`: Enter ends the last. */
  type(texts: readonly string[], isEnded: boolean): Promise<void>;
}

/** The steps that are taken in a page from now on. */
export function countSteps(page: Page): Steps {
  let count = 0;
  return {
    get count() {
      return count;
    },
    async click(target, button = "left") {
      count += 1;
      await target.click({ button });
    },
    async press(chord) {
      count += 1;
      await page.keyboard.press(chord);
    },
    async type(texts, isEnded) {
      count += 1;
      for (const [at, text] of texts.entries()) {
        if (at > 0) await page.keyboard.press("Tab");
        await page.keyboard.insertText(text);
      }
      if (isEnded) await page.keyboard.press("Enter");
    },
  };
}
