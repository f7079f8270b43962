/** Host names and IP addresses as certificates have them (RFC 9525 §6, RFC 5280 §4.2.1.6). */

/** Whether `host` is an IP address; an IPv6 one may have a zone. */
export function isIpAddress(host: string): boolean {
  return host.includes(":") || /^[\d.]+$/.test(host);
}

/** An address of 4 or 16 bytes in its shortest spelling; undefined for any other length. */
export function formatIpAddress(bytes: Uint8Array): string | undefined {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length !== 16) return undefined;
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0)).toString(16),
  );
  return shortenIpAddress(groups.join(":"));
}

/** Whether a certificate's DNS name is for `host`; a wildcard stands for exactly one label, the first. */
export function matchesDnsName(name: string, host: string): boolean {
  const [wanted, given] = [host, name].map((text) => text.toLowerCase().replace(/\.$/, ""));
  if (wanted === undefined || given === undefined) return false;
  if (!given.startsWith("*.")) return wanted === given;
  const dot = wanted.indexOf(".");
  return dot > 0 && wanted.slice(dot) === given.slice(1);
}

/** Whether two spellings name the same IP address. */
export function matchesIpAddress(address: string, host: string): boolean {
  // A zone names an interface of this machine and is in no certificate (RFC 6874 §1).
  return shortenIpAddress(address) === shortenIpAddress(host.replace(/%.*$/, ""));
}

/** The URL parser knows the one shortest spelling (RFC 5952); what it does not take stays as it is. */
function shortenIpAddress(address: string): string {
  const url = `http://${address.includes(":") ? `[${address}]` : address}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, "") : address;
}
