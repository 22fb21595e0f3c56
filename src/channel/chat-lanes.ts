/** Runs the tasks of one chat one after the other, and those of different chats side by side. */
export function chatLanes(): (chat: string, task: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return (chat, task) => {
    const before = last.get(chat) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(task);
    last.set(chat, mine);
    return mine.finally(() => {
      if (last.get(chat) === mine) last.delete(chat);
    });
  };
}
