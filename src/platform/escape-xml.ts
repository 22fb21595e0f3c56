/** What XML 1.0 cannot hold, escaped or not: controls and halves of pairs. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** The text as XML or HTML holds it, in an element and in an attribute. */
export const escapeXml = (text: string): string =>
  text.replaceAll(IMPOSSIBLE, ' ').replaceAll(/[&<>"\n]/g, (char) => ENTITIES[char] ?? char);
