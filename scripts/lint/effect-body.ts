/**
 * A lint rule of our own: what an effect returns is said in words.
 *
 * React calls whatever an effect or a ref callback returns when it is over. `useEffect(() => element.scrollIntoView())`
 * passes the type check, since TypeScript's DOM says `void`, and crashes where the browser answers with a promise.
 * So the body is a block, or a function that is the clean-up itself.
 */
import type { RuleTester } from "oxlint/plugins-dev";

type Rule = Extract<Parameters<RuleTester["run"]>[1], { create: unknown }>;
type Visitor = ReturnType<Rule["create"]>;
type Call = Parameters<NonNullable<Visitor["CallExpression"]>>[0];
type Expression = Exclude<Call["arguments"][number], { type: "SpreadElement" }>;

const hooks = new Set(["useEffect", "useLayoutEffect", "useInsertionEffect"]);

/** What scrolls answers with a promise in newer browsers, whatever its type says. */
const scrolls = new Set(["scroll", "scrollBy", "scrollTo", "scrollIntoView"]);

const message =
  "React calls what this returns as a clean-up. Write a block that returns nothing, or returns the clean-up function.";

/** `useEffect` of `useEffect(…)` and `React.useEffect(…)`. */
function nameOf(callee: Expression): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return undefined;
  return callee.property.name;
}

/** `undefined` and what is voided return nothing; a function is the clean-up. */
function isPlain(body: Expression): boolean {
  if (body.type === "ArrowFunctionExpression" || body.type === "FunctionExpression") return true;
  if (body.type === "UnaryExpression") return body.operator === "void";
  return body.type === "Identifier" && body.name === "undefined";
}

function isScroll(expression: Expression): boolean {
  const call = expression.type === "ChainExpression" ? expression.expression : expression;
  return call.type === "CallExpression" && scrolls.has(nameOf(call.callee) ?? "");
}

export const effectBody: Rule = {
  create(context) {
    const check = (callback: Call["arguments"][number] | undefined) => {
      if (callback?.type !== "ArrowFunctionExpression") return;
      const { body } = callback;
      if (body.type !== "BlockStatement" && !isPlain(body)) context.report({ node: body, message });
    };
    return {
      CallExpression(node) {
        if (hooks.has(nameOf(node.callee) ?? "")) check(node.arguments[0]);
      },
      JSXAttribute(node) {
        if (node.name.type !== "JSXIdentifier" || node.name.name !== "ref") return;
        const { value } = node;
        if (value?.type !== "JSXExpressionContainer" || value.expression.type === "JSXEmptyExpression") return;
        check(value.expression);
      },
      // Nobody has a use for it, and an effect may pass on what a function of its own returns.
      ReturnStatement(node) {
        if (node.argument !== null && isScroll(node.argument)) context.report({ node, message });
      },
    };
  },
};
