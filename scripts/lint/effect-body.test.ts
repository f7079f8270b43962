import { RuleTester } from "oxlint/plugins-dev";
import { describe, it } from "vitest";
import { effectBody } from "./effect-body.ts";

RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester({ languageOptions: { parserOptions: { lang: "tsx" } } });
const errors = 1;

tester.run("effect-body", effectBody, {
  valid: [
    "useEffect(() => { element.scrollIntoView(); }, [])",
    "useEffect(() => () => clearTimeout(timer), [])",
    "useEffect(() => { const stop = start(); return stop; }, [])",
    "useEffect(() => void seek(rows), [rows])",
    "useEffect(() => undefined, [])",
    "React.useLayoutEffect(() => { measure(); })",
    "useMemo(() => element.scrollIntoView(), [])",
    "const view = <p ref={(element) => { element?.focus(); }} />",
    "const view = <p ref={field} />",
    "const view = <p onClick={() => element.scrollIntoView()} />",
  ],
  invalid: [
    { code: 'useEffect(() => shown.current?.scrollIntoView({ block: "nearest" }), [])', errors },
    { code: "React.useLayoutEffect(() => element.focus())", errors },
    { code: "useInsertionEffect(() => ready && element.focus())", errors },
    { code: "useEffect(() => { if (on) return element?.scrollTo(0, 0); return undefined; }, [])", errors },
    { code: "useEffect(function () { return element.scrollIntoView(); }, [])", errors },
    { code: "const view = <p ref={(element) => element?.scrollIntoView()} />", errors },
  ],
});
