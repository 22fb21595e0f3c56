import type { FeedState } from '../feed.ts';

/** It makes no sense to try again before a person did something. */
export interface Stopped {
  readonly is: 'stopped';
  readonly why: Extract<FeedState, { is: 'stopped' }>['why'];
  readonly reason: string;
}

/** Trying again may help; not before `wait` ms when given. */
export interface Lost {
  readonly is: 'lost';
  readonly reason: string;
  readonly wait?: number;
}

/** The broker does not accept the token: drop it and try again. */
export interface Unauthorized {
  readonly is: 'unauthorized';
  readonly reason: string;
}

/** How one attempt to watch ended. */
export type Ending = Lost | Unauthorized | Stopped;
