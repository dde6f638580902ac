import { findChat } from '../access.ts';
import { commandKey, parseScope } from '../commands.ts';
import type { Core, MethodTable } from '../core.ts';
import { objectOf, type Parameters, textOf } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import type { BotCommand, BotProfile, ByLanguage, Json } from '../world.ts';

const MAX_COMMANDS = 100;
const MAX_COMMAND = 32;
const MAX_DESCRIPTION = 256;

function languageOf(parameters: Parameters): string {
  const code = textOf(parameters, 'language_code');
  if (code !== '' && !/^[a-z]{2}$/.test(code)) throw badRequest('invalid language code specified');
  return code;
}

const cannotParse = (why: string) => badRequest(`can't parse BotCommand: ${why}`);

function stringField(object: Json, field: string): string {
  const value = object[field];
  if (value === undefined) throw cannotParse(`Can't find field "${field}"`);
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw cannotParse(`Field "${field}" must be of type String`);
  }
  return String(value).trim();
}

function parseCommand(value: unknown): BotCommand {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw cannotParse('expected an Object');
  }
  const command = stringField(value as Json, 'command').replace(/^\//, '');
  const description = stringField(value as Json, 'description');
  if (command === '') throw badRequest('command must be non-empty');
  if (command.length > MAX_COMMAND) throw badRequest('command length must not exceed 32');
  if (description === '') throw badRequest('command description must be non-empty');
  if ([...description].length > MAX_DESCRIPTION) {
    throw badRequest('command description length must not exceed 256');
  }
  return { command, description };
}

function parseCommands(json: string): BotCommand[] {
  let value: unknown;
  try {
    value = json === '' ? [] : JSON.parse(json);
  } catch {
    throw badRequest("can't parse commands JSON object");
  }
  if (!Array.isArray(value)) throw badRequest('expected an Array of BotCommand');
  return value.map(parseCommand);
}

function setMyCommands(core: Core, parameters: Parameters): true {
  const commands = parseCommands(textOf(parameters, 'commands'));
  const key = commandKey(parseScope(parameters), languageOf(parameters));
  // Telegram's own servers check these last.
  if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  if (commands.some(({ command }) => !/^[a-z0-9_]+$/.test(command))) throw badRequest('BOT_COMMAND_INVALID');
  if (commands.length === 0) core.world.bot.commands.delete(key);
  else core.world.bot.commands.set(key, commands);
  core.changed();
  core.events.emit({ kind: 'commands' });
  return true;
}

function getMyCommands(core: Core, parameters: Parameters): readonly BotCommand[] {
  return core.world.bot.commands.get(commandKey(parseScope(parameters), languageOf(parameters))) ?? [];
}

function deleteMyCommands(core: Core, parameters: Parameters): true {
  core.world.bot.commands.delete(commandKey(parseScope(parameters), languageOf(parameters)));
  core.changed();
  core.events.emit({ kind: 'commands' });
  return true;
}

/** The three texts of the bot's card: parameter, longest length, refusal when longer, and where they are kept. */
const TEXTS: readonly {
  readonly method: string;
  readonly field: string;
  readonly max: number;
  readonly tooLong: string;
  readonly of: (bot: BotProfile) => ByLanguage;
}[] = [
  { method: 'name', field: 'name', max: 64, tooLong: 'BOT_TITLE_INVALID', of: (bot) => bot.names },
  {
    method: 'description',
    field: 'description',
    max: 512,
    tooLong: 'USER_BOT_DESCRIPTION_INVALID',
    of: (bot) => bot.descriptions,
  },
  {
    method: 'shortdescription',
    field: 'short_description',
    max: 120,
    tooLong: 'ABOUT_TOO_LONG',
    of: (bot) => bot.shortDescriptions,
  },
];

function textMethods(): MethodTable {
  return Object.fromEntries(
    TEXTS.flatMap(({ method, field, max, tooLong, of }) => [
      [
        `setmy${method}`,
        (core: Core, parameters: Parameters): true => {
          const text = textOf(parameters, field);
          const language = languageOf(parameters);
          if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
          if ([...text].length > max) throw badRequest(tooLong);
          // An empty text takes the language's own one away; the bot's first name cannot be taken away.
          if (text !== '') of(core.world.bot).set(language, text);
          else if (language !== '' || method !== 'name') of(core.world.bot).delete(language);
          core.changed();
          core.events.emit({ kind: 'commands' });
          return true;
        },
      ],
      [
        `getmy${method}`,
        (core: Core, parameters: Parameters): Json => {
          const texts = of(core.world.bot);
          return { [field]: texts.get(languageOf(parameters)) ?? texts.get('') ?? '' };
        },
      ],
    ]),
  );
}

const MENU_BUTTONS = new Set(['default', 'commands', 'web_app']);

function setChatMenuButton(core: Core, parameters: Parameters): true {
  const button = objectOf(parameters, 'menu_button', 'menu button') ?? { type: 'default' };
  if (!MENU_BUTTONS.has(String(button.type))) {
    throw badRequest("can't parse menu button: MenuButton has unsupported type");
  }
  const given = textOf(parameters, 'chat_id');
  const key = given === '' ? '' : String(findChat(core.world, parameters).id);
  core.world.bot.menuButtons.set(key, button);
  core.changed();
  return true;
}

/** Methods by which the bot says what it is called and can do. */
export const profileMethods: MethodTable = {
  setmycommands: setMyCommands,
  getmycommands: getMyCommands,
  deletemycommands: deleteMyCommands,
  ...textMethods(),
  setchatmenubutton: setChatMenuButton,
};
