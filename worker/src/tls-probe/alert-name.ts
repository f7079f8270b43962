/** The alerts by which a server breaks a handshake off (RFC 5246 §7.2, RFC 6066 §9, RFC 7301 §3.2, RFC 8446 §6). */

/** Numbers of the alerts that mean something of their own here. */
export const alert = { protocolVersion: 70, unrecognizedName: 112 } as const;

const names: ReadonlyMap<number, string> = new Map([
  [0, "close_notify"],
  [10, "unexpected_message"],
  [20, "bad_record_mac"],
  [22, "record_overflow"],
  [40, "handshake_failure"],
  [42, "bad_certificate"],
  [43, "unsupported_certificate"],
  [44, "certificate_revoked"],
  [45, "certificate_expired"],
  [46, "certificate_unknown"],
  [47, "illegal_parameter"],
  [48, "unknown_ca"],
  [49, "access_denied"],
  [50, "decode_error"],
  [51, "decrypt_error"],
  [alert.protocolVersion, "protocol_version"],
  [71, "insufficient_security"],
  [80, "internal_error"],
  [86, "inappropriate_fallback"],
  [90, "user_canceled"],
  [109, "missing_extension"],
  [110, "unsupported_extension"],
  [alert.unrecognizedName, "unrecognized_name"],
  [113, "bad_certificate_status_response"],
  [116, "certificate_required"],
  [120, "no_application_protocol"],
]);

/** The alert's name and number, as the RFCs and other programs print them. */
export function formatAlert(description: number): string {
  const name = names.get(description);
  return name === undefined ? `alert ${description}` : `${name}, alert ${description}`;
}
