import { readChat } from '../../src/app/chats.ts';
import { answerAfter, type Stage } from './stage.ts';

/** People and channels on a stage, and what can be seen of them. */
export function channelStage({ control, deps }: Stage) {
  let channels = 0;

  const aPerson = (languageCode = 'ru') => control.addUser({ name: 'Анна', languageCode });

  return {
    chat: (id: number) => readChat(deps.db, id),
    aPerson,
    /** A person who has pressed Start. */
    async aReader(languageCode = 'ru'): Promise<number> {
      const person = aPerson(languageCode);
      await answerAfter(control, person, control.start(person));
      return person;
    },
    /** A public channel without the bot. */
    aChannel(creator: number, members: number[] = []): { channel: number; username: string } {
      channels += 1;
      const username = `kopir_news_${channels}`;
      const title = `Новости ${channels}`;
      const channel = control.createGroup({ title, creator, members, kind: 'channel', username });
      return { channel, username };
    },
    /** What the bot has written in a chat. */
    posts: (chatId: number) => control.transcript(chatId).filter(({ from }) => from.isBot),
    /** Waits until the bot has handled everything. */
    async settled(): Promise<void> {
      await control.until(() => control.pendingUpdates() === 0, 20_000);
    },
  };
}
