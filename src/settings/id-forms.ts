/** How the ids of chats and people look. */
export const CHAT_FORM = /^(?:-?[1-9]\d{0,15}|@[A-Za-z]\w{3,31})$/;
export const TELEGRAM_USER_FORM = /^[1-9]\d{0,15}$/;
export const SLACK_CHANNEL_FORM = /^[CDG][A-Z0-9]{2,}$/;
export const SLACK_USER_FORM = /^(?:T[A-Z0-9]+\/)?[UW][A-Z0-9]{2,}$/;
