/** `/api/session`: where a browser gives the access token and gets a cookie for it. */
import { Hono, type Context } from "hono";
import { decodeUtf8 } from "@etcd-explorer/shared/bytes";
import { FailureError } from "@etcd-explorer/shared/failure";
import type { AppEnv } from "#/app-env.ts";
import { accessCookie, isToken } from "#/guard/access-token.ts";
import { readBytes } from "#/guard/request-body.ts";
import { formatSessionPage } from "./session-page.ts";

/** GET shows the form, POST takes it. Where the server wants no token, both lead straight to the app. */
export function sessionRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get("/", (context) => {
    if (context.var.settings.accessToken === undefined) return context.redirect("/", 303);
    return showForm(context, 200);
  });
  routes.post("/", async (context) => {
    const token = context.var.settings.accessToken;
    if (token === undefined) return context.redirect("/", 303);
    if (!(await isToken(await readToken(context.req.raw), token))) {
      return showForm(context, 403, "That is not this server's access token.");
    }
    context.header("Set-Cookie", await accessCookie(context.req.raw, token));
    return context.redirect("/", 303);
  });
  return routes;
}

async function readToken(request: Request): Promise<string> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType)) {
    const message = "must be application/x-www-form-urlencoded";
    throw new FailureError({ kind: "invalid", field: "Content-Type", message });
  }
  return new URLSearchParams(decodeUtf8(await readBytes(request))).get("access_token")?.trim() ?? "";
}

function showForm(context: Context<AppEnv>, status: 200 | 403, complaint?: string): Response {
  const nonce = crypto.randomUUID();
  context.header(
    "Content-Security-Policy",
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  // Not "no-referrer": with that, a browser posts the form with "Origin: null", which the guard refuses.
  context.header("Referrer-Policy", "same-origin");
  return context.html(formatSessionPage(nonce, complaint), status);
}
