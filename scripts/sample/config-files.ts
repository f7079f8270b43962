/** Whole files kept as values, one of every format that the editor knows, and texts that need care. */
import { textKey, type SampleKey } from "./sample-key.ts";

const lines = (...text: readonly string[]) => `${text.join("\n")}\n`;

const logging = (level: string) =>
  lines(
    "# Levels by module; what is not named takes the first.",
    `default: ${level}`,
    "modules:",
    "  http: warn",
    "  payments:",
    "    level: debug",
    "    redact: [card, iban]",
    "sinks:",
    "  - type: stdout",
    "    format: json",
    "  - type: file",
    "    path: /var/log/app/app.log",
    "    rotate: 64MiB",
  );

const routes = lines(
  'title = "Public routes"',
  "",
  "[[route]]",
  'match = "/api/*"',
  'service = "checkout"',
  "timeout_ms = 2500",
  "retries = 2",
  "",
  "[[route]]",
  'match = "/*"',
  'service = "storefront"',
  "timeout_ms = 8000",
);

const smtp = lines(
  "# Where receipts go out",
  "mail.host=smtp.internal",
  "mail.port=587",
  "mail.starttls=true",
  "mail.from=Der Laden <shop@example.com>",
);

const sitemap = lines(
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<schedule zone="Europe/Berlin">',
  '  <job name="sitemap" at="03:15" enabled="true"/>',
  '  <job name="reindex" at="04:00" enabled="false"/>',
  "</schedule>",
);

const preStart = lines("#!/bin/sh", "set -eu", 'until nc -z "$DB_HOST" 5432; do', "  sleep 1", "done", 'exec "$@"');

const notice = lines(
  "Saturday, 02:00 to 04:00 UTC: the database moves to new machines.",
  "Orders are accepted and paid for; shipping labels come later.",
);

/** Keys below /config/ whose values are files. */
export function configFiles(): SampleKey[] {
  return [
    textKey("/config/deploy/pre-start.sh", preStart),
    textKey("/config/gateway/routes.toml", routes),
    textKey("/config/logging.yaml", logging("info"), logging("debug"), logging("info")),
    textKey("/config/mail/smtp.properties", smtp),
    textKey("/config/maintenance/notice.txt", notice),
    textKey("/config/maintenance/until", "2026-11-28T02:00:00Z", ""),
    textKey("/config/schedule.xml", sitemap),
    textKey("/config/i18n/grüße", "Grüße aus Köln: schön, dass du da bist.\n"),
    textKey("/config/i18n/設定", "設定を保存しました。\n"),
    textKey("/config/i18n/Ελληνικά", "Καλώς ήρθατε στο κατάστημα.\n"),
    textKey("/config/i18n/🚀 launch", "We are live 🎉\n"),
  ];
}
