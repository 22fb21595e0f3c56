import type { Draft } from '../../src/alert/draft.ts';

/** An alert that tells nothing yet and has no mark. */
export const alertDraft = (given: Partial<Draft> = {}): Draft => ({
  form: 'alert',
  entries: [],
  onRelease: 'edit',
  silent: false,
  lateMs: null,
  repeat: false,
  insteadOf: null,
  plain: false,
  replyTo: null,
  ...given,
});
