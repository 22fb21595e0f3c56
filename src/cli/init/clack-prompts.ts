import { cancelled, type Prompts } from './prompts.ts';

const typed = (text: string | undefined): string => (text ?? '').trim();

/** Questions at the terminal. The package is loaded here, for no other command needs it. */
export async function clackPrompts(): Promise<Prompts> {
  const clack = await import('@clack/prompts');
  // A symbol in place of an answer: the person pressed Ctrl+C.
  const answered = <Answer>(answer: Answer | typeof clack.CANCEL_SYMBOL): Answer => {
    if (clack.isCancel(answer)) throw cancelled();
    return answer;
  };
  const checked =
    (complaint: ((text: string) => string | undefined) | undefined) =>
    (text: string | undefined): string | undefined =>
      complaint?.(typed(text));
  return {
    text: async (message, complaint) =>
      typed(answered(await clack.text({ message, validate: checked(complaint) }))),
    secret: async (message, complaint) =>
      typed(answered(await clack.password({ message, validate: checked(complaint) }))),
    async choose(message, choices) {
      // As plain texts: clack's types do not follow a type that is only known to its caller.
      const options: { value: string; label: string }[] = [...choices];
      const value = answered(await clack.select({ message, options }));
      const chosen = choices.find((one) => one.value === value);
      if (chosen === undefined) throw cancelled();
      return chosen.value;
    },
    confirm: async (message) =>
      answered(await clack.confirm({ message, active: '예 (Yes)', inactive: '아니요 (No)' })),
    tell: (text) => clack.log.message(text),
  };
}
