/** The editor's search panel, in the look of the page: it stands in the editor's own root, beyond the page's styles. */
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  search,
  SearchQuery,
  setSearchQuery,
} from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { runScopeHandlers, type EditorView, type Panel, type ViewUpdate } from "@codemirror/view";
import { describeMatches, matchCounter } from "./search-matches.ts";

/** Icons of lucide, by their paths: components of React cannot be drawn here. */
const icons = {
  previous: ["m5 12 7-7 7 7", "M12 19V5"],
  next: ["M12 5v14", "m19 12-7 7-7-7"],
  close: ["M18 6 6 18", "m6 6 12 12"],
} as const;

function icon(name: keyof typeof icons): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(namespace, "svg");
  const look = {
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "2",
    "aria-hidden": "true",
  };
  for (const [attribute, value] of Object.entries(look)) drawing.setAttribute(attribute, value);
  for (const line of icons[name]) {
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("d", line);
    drawing.append(path);
  }
  return drawing;
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

function field(label: string): HTMLInputElement {
  const input = make("input", "cm-textfield");
  input.placeholder = label;
  input.setAttribute("aria-label", label);
  input.spellcheck = false;
  input.autocomplete = "off";
  return input;
}

function button(label: string, content: Node | string, run: () => void): HTMLButtonElement {
  const element = make("button", typeof content === "string" ? "cm-button" : "cm-button cm-iconButton", content);
  element.type = "button";
  if (typeof content !== "string") element.setAttribute("aria-label", label);
  element.title = label;
  element.addEventListener("click", run);
  return element;
}

/** Two characters as an icon: no words, so that the button's name is its label. */
function signOf(sign: string): HTMLElement {
  const element = make("span", "cm-sign");
  element.dataset.sign = sign;
  return element;
}

/** A button that switches a rule of the search: how it is shown, its name, and what it switches. */
const rules = [
  ["Aa", "Match case", "caseSensitive"],
  ["ab", "Match whole word", "wholeWord"],
  [".*", "Use regular expression", "regexp"],
] as const;

function searchPanel(view: EditorView): Panel {
  const count = matchCounter();
  const find = field("Find");
  find.setAttribute("main-field", "true");
  const replacement = field("Replace");
  const said = make("span", "cm-matches");
  said.setAttribute("role", "status");

  const commit = (change: Partial<Record<(typeof rules)[number][2], boolean>> = {}) => {
    const { caseSensitive, wholeWord, regexp } = getSearchQuery(view.state);
    const spec = { caseSensitive, wholeWord, regexp, ...change };
    // What is typed is searched for as it is: `\n` means a line break in regular expressions alone.
    const query = new SearchQuery({ ...spec, search: find.value, replace: replacement.value, literal: !spec.regexp });
    if (!query.eq(getSearchQuery(view.state))) view.dispatch({ effects: setSearchQuery.of(query) });
  };
  const toggles = rules.map(([sign, label, rule]) =>
    button(label, signOf(sign), () => commit({ [rule]: !getSearchQuery(view.state)[rule] })),
  );
  const needMatches = [
    button("Previous match (Shift+Enter)", icon("previous"), () => findPrevious(view)),
    button("Next match (Enter)", icon("next"), () => findNext(view)),
    button("Replace match", "Replace", () => replaceNext(view)),
    button("Replace all matches", "Replace all", () => replaceAll(view)),
  ];
  const show = () => {
    const query = getSearchQuery(view.state);
    if (query.search !== find.value) find.value = query.search;
    if (query.replace !== replacement.value) replacement.value = query.replace;
    for (const [at, [, , rule]] of rules.entries()) toggles[at]?.setAttribute("aria-pressed", String(query[rule]));
    const matches = count(view.state, query);
    const isMissed = query.search !== "" && matches.length === 0;
    said.textContent = describeMatches(query, matches, view.state.selection.main);
    said.classList.toggle("cm-missed", isMissed);
    find.setAttribute("aria-invalid", String(query.search !== "" && !query.valid));
    for (const each of needMatches) each.disabled = matches.length === 0;
  };
  const close = button("Close (Escape)", icon("close"), () => closeSearchPanel(view));
  const rows = [make("div", "cm-searchRow", find, ...toggles, ...needMatches.slice(0, 2), said, close)];
  if (!view.state.readOnly) rows.push(make("div", "cm-searchRow", replacement, ...needMatches.slice(2)));
  const dom = make("div", "cm-search", ...rows);
  dom.setAttribute("role", "search");
  dom.setAttribute("aria-label", "Search in text");
  for (const input of [find, replacement]) input.addEventListener("input", () => commit());
  dom.addEventListener("keydown", (event) => {
    if (runScopeHandlers(view, event, "search-panel")) event.preventDefault();
    else if (event.key === "Enter" && event.target === find) {
      event.preventDefault();
      (event.shiftKey ? findPrevious : findNext)(view);
    } else if (event.key === "Enter" && event.target === replacement) {
      event.preventDefault();
      replaceNext(view);
    }
  });
  show();
  return {
    dom,
    top: true,
    mount: () => find.select(),
    update: ({ docChanged, selectionSet, transactions }: ViewUpdate) => {
      const isAsked = transactions.some(({ effects }) => effects.some((effect) => effect.is(setSearchQuery)));
      if (docChanged || selectionSet || isAsked) show();
    },
  };
}

/** Mod+F in an editor. */
export const searchInText: Extension = search({ top: true, createPanel: searchPanel });
