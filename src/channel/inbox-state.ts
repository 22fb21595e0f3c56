/** How hearing from a platform goes; told at every change. */
export type InboxState =
  | { readonly is: 'listening' }
  /** Another program uses the same token: Telegram's 409, Slack's `num_connections`. */
  | { readonly is: 'second-listener' }
  | { readonly is: 'failing'; readonly reason: string };

/** Passes a state on only where it differs from the one before. */
export function onChange(told: (state: InboxState) => void): (state: InboxState) => void {
  let last: InboxState['is'] | undefined;
  return (state) => {
    if (state.is === last) return;
    last = state.is;
    told(state);
  };
}
