/** A key under which a secret would stand. */
const SECRET_KEY = /token|secret|passw|app_?key|api_?key|credential/i;

// Telegram's and Slack's tokens, and a password inside a URL.
const SECRET_VALUE =
  /\b\d{6,12}:[\w-]{30,}|\bx(?:ox[a-z]|app)-[\w-]{8,}|(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;

const KEYED_VALUE =
  /(?<![\w-])([\w-]*(?:token|secret|passw|app_?key|api_?key|credential)[\w-]*["']?\s*:\s*)([^\s,}][^,}]*)/gi;

/** Whether a secret would stand under this key, by its name alone. */
export const isSecretKey = (key: string): boolean => SECRET_KEY.test(key);

/** Whether something in the text looks like a token or a password in a URL. */
export const holdsSecret = (text: string): boolean => text.search(SECRET_VALUE) >= 0;

/** The text without what looks like a secret: a fault must not print what it complains about. */
export const maskSecrets = (text: string): string =>
  text.replaceAll(KEYED_VALUE, '$1***').replaceAll(SECRET_VALUE, '***');
