const TOKEN = /<\/?[a-z-]+(?: [^<>]*)?>|&(?:lt|gt|amp|quot|#\d+|#x[\da-f]+);|[^]/gi;
const KNOWN = new Set(['b', 'strong', 'i', 'em', 'u', 's', 'code', 'pre', 'a', 'blockquote']);
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function decode(entity: string): string {
  const name = entity.slice(1, -1).toLowerCase();
  const digits = name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1);
  return NAMED[name] ?? String.fromCodePoint(Number(digits));
}

/** Whether the tags that are open after this one still nest; changes `open`. */
function nests(open: string[], tag: string): boolean {
  const name = /[a-z-]+/i.exec(tag)?.[0] ?? '';
  if (tag.startsWith('</')) return open.pop() === name;
  open.push(name);
  return KNOWN.has(name);
}

/** The text of Telegram's HTML; `undefined` where Telegram could not parse it. */
export function readHtml(source: string): string | undefined {
  const open: string[] = [];
  let text = '';
  for (const [token] of source.matchAll(TOKEN)) {
    const markup = token.startsWith('<');
    if (markup && (token === '<' || !nests(open, token))) return undefined;
    if (!markup) text += token.length > 1 && token.startsWith('&') ? decode(token) : token;
  }
  return open.length === 0 ? text : undefined;
}
