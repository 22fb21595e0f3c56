/** One of several things to choose from. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** The person at the terminal. Every question rejects with a fault that `isCancelled` knows. */
export interface Prompts {
  /** `complaint`: what is wrong with such an answer. The answer comes trimmed. */
  text(question: string, complaint?: (text: string) => string | undefined): Promise<string>;
  /** The same, and nobody sees what is typed. */
  secret(question: string, complaint?: (text: string) => string | undefined): Promise<string>;
  choose<Value extends string>(question: string, choices: readonly Choice<Value>[]): Promise<Value>;
  confirm(question: string): Promise<boolean>;
  /** May have several lines. */
  tell(text: string): void;
}

const CANCELLED = 'VIGIL_CANCELLED';

/** What a question rejects with when the person leaves. */
export const cancelled = (): Error => Object.assign(new Error('cancelled'), { code: CANCELLED });

export const isCancelled = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === CANCELLED;
