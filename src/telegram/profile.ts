import { createHash } from 'node:crypto';
import { type Api, GrammyError } from 'grammy';
import { kk } from '../locales/kk.ts';
import { ru } from '../locales/ru.ts';

/** Where the hash of the profile that Telegram has is kept between starts. */
export interface ProfileHash {
  read(): Promise<string | null>;
  write(hash: string): Promise<void>;
}

/** Russian stands for every language that is not ours. */
const PROFILES = [
  { language_code: undefined, profile: ru.profile },
  { language_code: 'ru', profile: ru.profile },
  { language_code: 'kk', profile: kk.profile },
] as const;

/** The bot's name, descriptions and commands as one string: a change of any changes it. */
export function profileHash(botId: number): string {
  return createHash('sha256')
    .update(JSON.stringify([botId, PROFILES]))
    .digest('hex');
}

/**
 * Sets the bot's commands, name and descriptions in Russian (also for everybody else) and Kazakh, when
 * they differ from what was set last. Telegram limits how often a name may be set: what it refuses for
 * that reason is tried again at the next start.
 *
 * @returns `unchanged`, `set`, or `partly` when Telegram asked to come back later
 * @throws whatever else a call throws; the hash is not kept then
 */
export async function syncProfile(
  api: Api,
  botId: number,
  hash: ProfileHash,
): Promise<'unchanged' | 'set' | 'partly'> {
  const wanted = profileHash(botId);
  if ((await hash.read()) === wanted) return 'unchanged';
  let refused = 0;
  const call = async (method: Promise<unknown>) => {
    try {
      await method;
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 429) throw error;
      refused += 1;
    }
  };
  for (const { language_code, profile } of PROFILES) {
    const language = language_code === undefined ? {} : { language_code };
    const commands = Object.entries(profile.commands).map(([command, description]) => ({
      command,
      description,
    }));
    await call(api.setMyCommands(commands, language));
    await call(api.setMyDescription(profile.description, language));
    await call(api.setMyShortDescription(profile.shortDescription, language));
    await call(api.setMyName(profile.name, language));
  }
  if (refused > 0) return 'partly';
  await hash.write(wanted);
  return 'set';
}
