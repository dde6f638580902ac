import type { Inline } from './ru-inline.ts';

/** What people see of us who type the bot's name in another chat. */
export const inline: Inline = {
  open: 'Köpir-де ашу',
  nothing: 'Ештеңе табылмады. Köpir-ді ашу',
  failed: 'Ақау шықты. Köpir-ді ашу',
};
