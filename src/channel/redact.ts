/** A bot's token inside a URL, whole or in part. */
const TOKEN_IN_URL = /(\/(?:bot|user))\d+:[\w-]+/g;
const SLACK_TOKEN = /\bx(?:ox[a-z]|app)-[\w-]+/g;

/** The text without the given secrets and without anything that looks like a chat's token. */
export const redact = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret !== '')
    .reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text)
    .replaceAll(TOKEN_IN_URL, '$1[secret]')
    .replaceAll(SLACK_TOKEN, '[secret]');
