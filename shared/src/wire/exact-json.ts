/** JSON in which integers may stand as bare numbers beyond what a JavaScript number holds, as etcdctl prints them. */

/** Parses the text with every integer as decimal text, exact at any size. Throws where it is not JSON. */
export function parseExactJson(text: string): unknown {
  // Strings stay as they are; what is left of a fraction or an exponent is not JSON, and none of etcd's.
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+/gs, (token) => (token.startsWith('"') ? token : `"${token}"`));
  return JSON.parse(quoted);
}
